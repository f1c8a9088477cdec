import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper } from "../../src/lib/state/draft-keeper.svelte.ts";

const store = vi.hoisted(() => ({ saveRecord: vi.fn(), saveFile: vi.fn(), deleteFile: vi.fn() }));
vi.mock("../../src/lib/state/draft-store.ts", () => store);

let draft = { id: "a", isWorthKeeping: true, isReading: false, files: [] };
let typed = "";

async function begun(): Promise<DraftKeeper> {
  const keeper = new DraftKeeper(draft, () => ({
    ...{ id: "a", owner: "0xabc", chainId: 1, savedAt: 0 },
    typed,
  }));
  await keeper.lock.take();
  return keeper;
}

/** The store takes the next record when the test says so. */
function slowly() {
  const writing = Promise.withResolvers<void>();
  store.saveRecord.mockReturnValueOnce(writing.promise);
  return writing;
}

function type(keeper: DraftKeeper, text: string): void {
  typed = text;
  keeper.saveSoon();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", {});
  draft = { ...draft, isReading: false };
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe("DraftKeeper", () => {
  it("saves shortly after the last change", async () => {
    const keeper = await begun();
    type(keeper, "Low");
    type(keeper, "Low tide");
    expect([keeper.state, store.saveRecord.mock.calls.length]).toEqual(["saving", 0]);
    await vi.advanceTimersByTimeAsync(300);
    expect(keeper.state).toBe("saved");
    expect(store.saveRecord.mock.calls).toEqual([[expect.objectContaining({ typed: "Low tide" })]]);
  });

  it("is not saved before what was typed meanwhile is", async () => {
    const keeper = await begun();
    const writing = slowly();
    type(keeper, "Low");
    await vi.advanceTimersByTimeAsync(300);
    type(keeper, "Low tide");
    writing.resolve();
    await vi.advanceTimersByTimeAsync(100);
    expect(keeper.state).toBe("saving");
    await vi.advanceTimersByTimeAsync(200);
    expect(keeper.state).toBe("saved");
    expect(store.saveRecord).toHaveBeenLastCalledWith(expect.objectContaining({ typed: "Low tide" }));
  });

  it("leaves it to the newest change whether saving failed", async () => {
    const keeper = await begun();
    const writing = slowly();
    type(keeper, "Low");
    await vi.advanceTimersByTimeAsync(300);
    type(keeper, "Low tide");
    writing.reject(new Error("full"));
    await vi.advanceTimersByTimeAsync(100);
    expect(keeper.state).toBe("saving");
    store.saveRecord.mockRejectedValueOnce(new Error("full"));
    await vi.advanceTimersByTimeAsync(200);
    expect(keeper.state).toBe("failed");
  });

  it("is not saved while a chosen file is still read", async () => {
    const keeper = await begun();
    draft.isReading = true;
    keeper.saveSoon();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([keeper.state, store.saveRecord.mock.calls.length]).toEqual(["saving", 1]);
    draft.isReading = false;
    keeper.saveSoon();
    await vi.advanceTimersByTimeAsync(300);
    expect(keeper.state).toBe("saved");
  });
});
