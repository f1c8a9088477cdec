import { inspect } from "node:util";
import type { TestEvent } from "node:test/reporters";

/** One line of the file that this reporter writes. */
export interface NodeTestEvent {
  readonly outcome: "passed" | "failed" | "skipped";
  readonly name: string;
  readonly file: string | null;
  readonly nesting: number;
  readonly isSuite: boolean;
  /** Failed only because something inside it failed, which has a line of its own. */
  readonly isConsequence: boolean;
  readonly output: string;
}

function toLine({ type, data }: Extract<TestEvent, { type: "test:pass" | "test:fail" }>): NodeTestEvent {
  const error = type === "test:fail" ? data.details.error : undefined;
  const isPutOff = (data.skip ?? false) !== false || (data.todo ?? false) !== false;
  return {
    outcome: isPutOff ? "skipped" : type === "test:pass" ? "passed" : "failed",
    name: data.name,
    file: data.file ?? null,
    nesting: data.nesting,
    isSuite: data.details.type === "suite",
    isConsequence: isRecord(error) && error["failureType"] === "subtestsFailed",
    output: error === undefined ? "" : inspect(error.cause ?? error, { depth: 5 }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A reporter for `node --test`: JSON lines, each written as it happens, so that a killed run leaves its part. */
export default async function* reportEvents(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    if (event.type === "test:pass" || event.type === "test:fail") yield `${JSON.stringify(toLine(event))}\n`;
  }
}
