import { displayLine, displayText } from "./text.ts";

/** What marketplaces and wallets read about a share, composed by the contract. */
export interface TokenMetadata {
  readonly name: string;
  readonly description: string | null;
  readonly attributes: readonly { readonly trait: string; readonly value: string }[];
}

const PREFIX = "data:application/json;base64,";
const MOST_ATTRIBUTES = 50;

function toAttribute(raw: unknown): { trait: string; value: string } | null {
  const { trait_type: trait, value } = (raw ?? {}) as { trait_type?: unknown; value?: unknown };
  if (typeof trait !== "string" || (typeof value !== "string" && typeof value !== "number")) return null;
  return { trait: displayLine(trait, "?"), value: displayLine(String(value), "–") };
}

/** Reads a `tokenURI` that is a data URI of JSON; null for anything else. */
export function parseTokenUri(uri: string): TokenMetadata | null {
  if (!uri.startsWith(PREFIX)) return null;
  try {
    const bytes = Uint8Array.from(atob(uri.slice(PREFIX.length)), (letter) => letter.codePointAt(0) ?? 0);
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const { name, description, attributes } = (json ?? {}) as Readonly<Record<string, unknown>>;
    return {
      name: displayLine(typeof name === "string" ? name : "", "Without a name"),
      description: displayText(typeof description === "string" ? description : null),
      attributes: (Array.isArray(attributes) ? attributes : [])
        .slice(0, MOST_ATTRIBUTES)
        .map(toAttribute)
        .filter((attribute) => attribute !== null),
    };
  } catch {
    return null;
  }
}
