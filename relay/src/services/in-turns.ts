import { setImmediate } from "node:timers/promises";

/** Goes through many things of which each takes a while to compute; between two of them others get their turn. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item;
    await setImmediate();
  }
}
