import { describe, expect, it } from "vitest";
import { describeFreshness, type HeadAnswer } from "../../src/lib/format/freshness.ts";

const head = { kind: "answered", block: 100, time: 10_000, hasErrors: false } as const;
const at = (block: number, time: number): HeadAnswer => ({ ...head, chain: { block, time } });

describe("describeFreshness", () => {
  it.each([[at(100, 10_000)], [at(103, 19_000)], [at(150, 10_050)], [at(90, 9000)]])(
    "has nothing to say of %o",
    (answer) => expect(describeFreshness(answer)).toBeNull(),
  );

  it("tells the age of figures in the chain's own time", () => {
    expect(describeFreshness(at(400, 10_000 + 3 * 3600))?.title).toBe("The figures are 3 hours old.");
  });

  it.each([
    [{ kind: "offline" }, "You are offline."],
    [{ kind: "no-server" }, "This site does not answer."],
    [{ kind: "no-index" }, "The index of the chain does not answer."],
    [{ ...head, chain: null }, "The network's node does not answer."],
    [{ ...head, hasErrors: true, chain: null }, "The index met an error."],
  ] as const)("names %o", (answer, title) => expect(describeFreshness(answer)?.title).toBe(title));
});
