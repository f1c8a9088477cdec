import { closedMasters } from "./closed.ts";
import { currentMasters } from "./current.ts";
import type { Master } from "./types.ts";

export { artists } from "./artists.ts";
export type { Artist, Master } from "./types.ts";

/** In the order of registration, which is the order of their numbers. */
export const masters: readonly Master[] = [...closedMasters, ...currentMasters].toSorted(
  (one, other) => other.terms.registered - one.terms.registered,
);
