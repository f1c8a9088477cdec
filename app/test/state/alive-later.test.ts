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

const part = (parent: Element | null = null) => new Part(parent) as unknown as Element;
const woken: string[] = [];
const wake = (name: string) => () => void woken.push(name);

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
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
