import { Bytes, dataSource } from "@graphprotocol/graph-ts";

/** Key of the data source's context: `<address> <decimals> <symbol>`, separated by commas. */
const CONTEXT_KEY = "currencies";

/** Ticker of a currency that the deployment names, else null. */
export function symbolOf(address: Bytes): string | null {
  const entry = entryOf(address);
  return entry.length == 3 ? entry[2] : null;
}

/** Decimals of a currency that the deployment names, else -1. */
export function decimalsOf(address: Bytes): i32 {
  const entry = entryOf(address);
  return entry.length == 3 ? i32(parseInt(entry[1])) : -1;
}

function entryOf(address: Bytes): string[] {
  const context = dataSource.context();
  if (!context.isSet(CONTEXT_KEY)) return [];
  const entries = context.getString(CONTEXT_KEY).split(",");
  const wanted = address.toHexString();
  for (let i = 0; i < entries.length; i++) {
    if (entries[i].startsWith(wanted)) return entries[i].split(" ");
  }
  return [];
}
