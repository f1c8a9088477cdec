import { formatCount } from "#lib/format/shares.ts";
import { formatDateTime } from "#lib/format/time.ts";

export type Words = readonly [title: string, detail: string];
export type Write = (...args: readonly unknown[]) => Words;

export const count = (value: unknown) => formatCount(value as bigint);
export const time = (value: unknown) => formatDateTime(Number(value));
export const say =
  (title: string, detail: string): Write =>
  () => [title, detail];

export const NOT_ARTIST = say(
  "Only the artist can do this",
  "The connected wallet does not hold the artist's role. Connect the wallet that does.",
);
export const PAUSED = say(
  "This is paused for now",
  "The platform paused new purchases, stakes, deposits and launches. What you own stays yours and can be claimed.",
);
export const INTERNAL = say(
  "The contract refused this",
  "This should not happen from here. Nothing changed; please report it.",
);
