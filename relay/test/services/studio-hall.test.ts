import { describe, expect, it } from "vitest";
import { MemoryStore } from "../../src/services/store/memory.ts";
import { Hall } from "../../src/services/studio/hall.ts";
import type { Visitor } from "../../src/services/studio/visitor.ts";
import { silentLog } from "../helpers/config.ts";

const STOPPING = 1012;

/** A database that never answers: nobody gets into a room. */
const busy = { connect: () => new Promise(() => undefined) } as never;

const createVisitor = () => {
  const ended: number[] = [];
  const visitor = { ask: { caller: "me" }, end: (code: number) => void ended.push(code) };
  return { visitor: visitor as unknown as Visitor, ended };
};

describe("Hall", () => {
  it("ends those who are on their way into a room when it closes, and those who come afterwards", () => {
    const limits = { perCaller: 0, total: 10 };
    const hall = new Hall({ database: busy, store: new MemoryStore(), log: silentLog(), limits });
    const [early, late, gone] = [createVisitor(), createVisitor(), createVisitor()];
    hall.enter("1", gone.visitor).leave();
    hall.enter("1", early.visitor);
    expect(hall.size).toBe(1);
    hall.close(STOPPING);
    hall.enter("1", late.visitor);
    expect([early.ended, late.ended, gone.ended]).toEqual([[STOPPING], [STOPPING], []]);
  });
});
