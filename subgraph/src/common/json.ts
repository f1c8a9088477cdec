import { Bytes, JSONValue, JSONValueKind, TypedMap, json } from "@graphprotocol/graph-ts";

/** Larger documents are kept as a CID only: parsing takes memory in proportion. */
const MAX_DOCUMENT_BYTES = 1 << 20;
const MAX_TEXT = 10_000;
const MAX_ITEMS = 4_096;

/** The document as a JSON object; null when it is anything else. Never fails: documents come from strangers. */
export function parseObject(content: Bytes): TypedMap<string, JSONValue> | null {
  if (content.length == 0 || content.length > MAX_DOCUMENT_BYTES) return null;
  const parsed = json.try_fromBytes(content);
  if (parsed.isError) return null;
  const value = parsed.value;
  return value.kind == JSONValueKind.OBJECT ? value.toObject() : null;
}

/** The text under a key, at most 10,000 characters; PostgreSQL stores no NUL. */
export function textOf(object: TypedMap<string, JSONValue>, key: string): string | null {
  const value = object.get(key);
  return value == null ? null : asText(value);
}

function asText(value: JSONValue): string | null {
  if (value.kind != JSONValueKind.STRING) return null;
  return value.toString().replaceAll("\0", "").slice(0, MAX_TEXT);
}

/** The whole part of the number under a key; -1 when it is missing, negative or above 2^31 - 1. */
export function wholeNumberOf(object: TypedMap<string, JSONValue>, key: string): i32 {
  const value = object.get(key);
  return value == null ? -1 : asWholeNumber(value);
}

function asWholeNumber(value: JSONValue): i32 {
  if (value.kind != JSONValueKind.NUMBER) return -1;
  const number = value.toF64();
  return number >= 0 && number < 2147483647 ? i32(number) : -1;
}

function itemsOf(object: TypedMap<string, JSONValue>, key: string): JSONValue[] {
  const value = object.get(key);
  if (value == null || value.kind != JSONValueKind.ARRAY) return [];
  return value.toArray().slice(0, MAX_ITEMS);
}

/** The texts in a list; other items are left out. */
export function textsOf(object: TypedMap<string, JSONValue>, key: string): string[] {
  const items = itemsOf(object, key);
  const texts: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const text = asText(items[i]);
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** Objects of a list as `<first> — <second>`, or `<first>` where the second is missing. */
export function pairsOf(
  object: TypedMap<string, JSONValue>,
  key: string,
  first: string,
  second: string,
): string[] {
  const items = itemsOf(object, key);
  const pairs: string[] = [];
  for (let i = 0; i < items.length; i++) {
    if (items[i].kind != JSONValueKind.OBJECT) continue;
    const item = items[i].toObject();
    const head = textOf(item, first);
    const tail = textOf(item, second);
    if (head !== null) pairs.push(tail !== null ? head + " — " + tail : head);
  }
  return pairs;
}

/** The whole numbers of a list, each at most `max`; empty when one of them is out of range. */
export function wholeNumbersOf(object: TypedMap<string, JSONValue>, key: string, max: i32): i32[] {
  const items = itemsOf(object, key);
  const numbers: i32[] = [];
  for (let i = 0; i < items.length; i++) {
    const number = asWholeNumber(items[i]);
    if (number < 0 || number > max) return [];
    numbers.push(number);
  }
  return numbers;
}

/** 1 or 0 for the boolean under a key; -1 when there is none. */
export function flagOf(object: TypedMap<string, JSONValue>, key: string): i32 {
  const value = object.get(key);
  if (value == null || value.kind != JSONValueKind.BOOL) return -1;
  return value.toBool() ? 1 : 0;
}
