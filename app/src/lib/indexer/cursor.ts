import type { Hex } from "#lib/format/network.ts";

const LARGEST_INT = 2 ** 31 - 1;

/** The place of an item in a list that is ordered by a number and then by id. */
export interface Cursor {
  readonly value: string;
  readonly id: Hex;
}

/** Reads `<number>_<id>`; null for anything else, which then means the beginning of the list. */
export function parseCursor(text: string | null): Cursor | null {
  const match = /^(\d{1,30})_(0x(?:[0-9a-f]{2}){1,80})$/.exec(text ?? "");
  return match?.[1] && match[2] ? { value: match[1], id: match[2] as Hex } : null;
}

export function cursorOf(value: number | bigint, id: Hex): string {
  return `${value}_${id}`;
}

/**
 * What comes after the cursor in a list of the highest first. graph-node breaks ties by id, in the same direction. It
 * takes a BigInt as text and an Int as number only.
 */
export function below(
  field: string,
  cursor: Cursor | null,
  type: "BigInt" | "Int" = "BigInt",
): Readonly<Record<string, unknown>> {
  if (cursor === null) return {};
  const value = type === "Int" ? Math.min(Number(cursor.value), LARGEST_INT) : cursor.value;
  return { or: [{ [`${field}_lt`]: value }, { [field]: value, id_lt: cursor.id }] };
}

/** A page of a list, and the cursor of the next one; null on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Makes a page of a list that was asked for one item more than it shows. */
export function toPage<Item>(
  found: readonly Item[],
  first: number,
  cursor: (item: Item) => string,
): Page<Item> {
  const items = found.slice(0, first);
  const last = items.at(-1);
  return { items, next: last !== undefined && found.length > first ? cursor(last) : null };
}
