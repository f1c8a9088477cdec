import { page } from "$app/state";
import { isSameAddress, shortAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import { wallet } from "#lib/state/wallet.svelte.ts";

/** The connected account; while the wallet is coming back, the one this browser was connected with. */
export function currentAccount(): Hex | null {
  return wallet.status === "ready" ? wallet.address : (page.data.account ?? null);
}

/** Why nothing can be sent from the connected wallet at all; null when it can. */
export function senderObstacle(): string | null {
  if (currentAccount() === null) return "Connect a wallet first.";
  if (wallet.isWrongNetwork)
    return `Your wallet is on another network. Switch it to ${page.data.network.name}.`;
  if (page.data.network.deployment === null)
    return "This server does not know the contracts of this network.";
  return null;
}

/** As `senderObstacle`, for what only the holder of an artist's role may do. */
export function artistObstacle(artist: Hex): string | null {
  const problem = senderObstacle();
  if (problem !== null || isSameAddress(currentAccount(), artist)) return problem;
  return `Only the artist's account ${shortAddress(artist)} can do this.`;
}
