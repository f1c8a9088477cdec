import { setImmediate } from "node:timers/promises";

/** Goes through many things of which each takes a while to compute; between two of them others get their turn. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item;
    await setImmediate();
  }
}

/** Goes through the steps of something that takes a while to compute, and answers with what they lead to. */
export async function finishInTurns<T>(steps: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await setImmediate();
  }
}
