import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aliveLater, beginWaking, isAsServed, wakeAround } from "../../src/lib/state/alive-later.ts";

/** As much of an element as a part needs. */
class Part extends EventTarget {
  readonly parentElement: Element | null;

  constructor(parent: Element | null = null) {
    super();
    this.parentElement = parent;
  }
}

/** As much of a document as the parts below its first screen need. */
class Root {
  readonly classes = new Set(["arriving"]);
  below: string[] = [];
  readonly classList = { remove: (name: string) => this.classes.delete(name) };

  querySelector(selector: string): unknown {
    expect(selector).toBe(".arriving .below");
    if (!this.classes.has("arriving") || this.below.length === 0) return null;
    return { classList: { remove: () => woken.push(`laid out ${this.below.shift()}`) } };
  }
}

const part = (parent: Element | null = null) => new Part(parent) as unknown as Element;
const woken: string[] = [];
const wake = (name: string) => () => void woken.push(name);
let root: Root;

beforeEach(() => {
  root = new Root();
  vi.stubGlobal("document", { documentElement: root });
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  woken.length = 0;
});

it("wakes no part before the page's script has run, and then one after the other", async () => {
  expect(isAsServed()).toBe(true);
  aliveLater(part(), wake("header"));
  aliveLater(part(), wake("card"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual([]);
  beginWaking();
  expect(isAsServed()).toBe(false);
  await vi.advanceTimersToNextTimerAsync();
  expect(woken).toEqual(["header"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual(["header", "card"]);
});

it("lays out what is below the first screen once all parts are alive, one after the other", async () => {
  root.below = ["revenue", "footer"];
  aliveLater(part(), wake("header"));
  beginWaking();
  await vi.advanceTimersToNextTimerAsync();
  await vi.advanceTimersToNextTimerAsync();
  expect(woken).toEqual(["header", "laid out revenue"]);
  expect(root.classes).toContain("arriving");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual(["header", "laid out revenue", "laid out footer"]);
  expect(root.classes).not.toContain("arriving");
});

it("takes a part within a part for served while that one wakes, and wakes it in its turn", async () => {
  beginWaking();
  await vi.advanceTimersByTimeAsync(1_000);
  const seen: boolean[] = [];
  aliveLater(part(), () => {
    seen.push(isAsServed());
    woken.push("section");
    aliveLater(part(), wake("chart"));
  });
  await vi.advanceTimersToNextTimerAsync();
  expect(seen).toEqual([true]);
  expect(isAsServed()).toBe(false);
  expect(woken).toEqual(["section"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual(["section", "chart"]);
});

it("is no longer served after a part that failed to wake", () => {
  beginWaking();
  const failing = part();
  aliveLater(failing, () => {
    throw new Error("mismatch");
  });
  expect(() => wakeAround(failing)).toThrow("mismatch");
  expect(isAsServed()).toBe(false);
});

it("wakes the outer part first where a part within it is asked for", () => {
  const outer = part();
  const inner = part(outer);
  aliveLater(outer, () => {
    woken.push("outer");
    aliveLater(inner, wake("inner"));
  });
  wakeAround(part(inner));
  expect(woken).toEqual(["outer", "inner"]);
});

it("wakes a part before it hears of what a person does with it, and once only", async () => {
  const card = part();
  const heard: string[][] = [];
  aliveLater(card, wake("card"));
  card.addEventListener("click", () => heard.push([...woken]));
  card.dispatchEvent(new Event("click"));
  expect(heard).toEqual([["card"]]);
  card.dispatchEvent(new Event("pointerdown"));
  beginWaking();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual(["card"]);
});

it("wakes what holds an element, and nothing that has gone", async () => {
  const [outer, gone] = [part(), part()];
  aliveLater(outer, wake("outer"));
  aliveLater(gone, wake("gone"))();
  wakeAround(part(part(outer)));
  wakeAround(part(gone));
  beginWaking();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual(["outer"]);
});
