import { isAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import { accountOf } from "#lib/server/indexer.ts";

/** Whose portfolio is asked for: anybody's by address, else that of the connected account. */
export function ownerOf(url: URL, cookies: { get(name: string): string | undefined }): Hex | null {
  const asked = url.searchParams.get("account");
  return asked !== null && isAddress(asked) ? (asked.toLowerCase() as Hex) : accountOf(cookies);
}
