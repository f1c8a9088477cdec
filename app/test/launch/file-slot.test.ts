import { describe, expect, it, vi } from "vitest";
import { UnusableFile } from "../../src/lib/format/findings.ts";
import { FileSlot } from "../../src/routes/launch/file-slot.svelte.ts";

interface Facts {
  readonly of: string;
}

/** A slot whose files are read when the test says so. */
function slotWithHands() {
  const reading: Record<string, PromiseWithResolvers<Facts>> = {};
  const slot = new FileSlot<Facts>("audio", (file) => {
    const { name } = file as File;
    reading[name] = Promise.withResolvers<Facts>();
    return reading[name].promise;
  });
  return { slot, reading };
}

const named = (name: string) => new File(["bytes"], name);

describe("FileSlot", () => {
  it("keeps the second choice when the first one is read later", async () => {
    const { slot, reading } = slotWithHands();
    const first = slot.choose(named("first.wav"));
    const second = slot.choose(named("second.wav"));
    reading["second.wav"]?.resolve({ of: "second" });
    await second;
    expect(slot.isReading).toBe(false);
    reading["first.wav"]?.resolve({ of: "first" });
    await first;
    expect([slot.name, slot.facts]).toEqual(["second.wav", { of: "second" }]);
  });

  it("does not mark the second choice with what is wrong with the first", async () => {
    const { slot, reading } = slotWithHands();
    const first = slot.choose(named("first.wav"));
    const second = slot.choose(named("second.wav"));
    reading["first.wav"]?.reject(new UnusableFile("silent"));
    await first;
    expect([slot.problem, slot.isReading]).toEqual([null, true]);
    reading["second.wav"]?.resolve({ of: "second" });
    await second;
    expect([slot.problem, slot.name]).toEqual([null, "second.wav"]);
  });

  it("stays empty when the file was removed meanwhile", async () => {
    const { slot, reading } = slotWithHands();
    const first = slot.choose(named("first.wav"));
    await slot.choose(null);
    reading["first.wav"]?.resolve({ of: "first" });
    await first;
    expect([slot.file, slot.stored, slot.isReading]).toEqual([null, null, false]);
  });

  it("says what is wrong, and takes up what a device had kept", async () => {
    const { slot, reading } = slotWithHands();
    const choosing = slot.choose(named("first.wav"));
    const { changes } = slot;
    reading["first.wav"]?.reject(new UnusableFile("It is silent."));
    await choosing;
    expect(slot.problem).toBe("It is silent.");
    expect(slot.changes).toBeGreaterThan(changes);

    const again = new FileSlot<Facts>("audio", vi.fn());
    const upload = {
      session: { relayUrl: "http://relay", nonce: "0x1", size: 5 },
      sent: 3,
      cid: null,
    } as const;
    again.restore(named("kept.wav"), { name: "kept.wav", facts: { of: "kept" }, upload });
    expect(again.upload?.stage).toBe("paused");
    expect(again.stored).toEqual({ name: "kept.wav", facts: { of: "kept" }, upload });
  });
});
