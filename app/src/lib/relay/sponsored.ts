import type { Answer } from "#lib/format/answer.ts";
import { SUPPORTS, type CarriedDelegation, type Support } from "#lib/format/dao.ts";
import type { Hex } from "#lib/format/network.ts";
import { ask } from "./ask.ts";

const SPONSORED = "/v1/sponsored";

/** Whether the relay would pay for a vote or a delegation of an account now. */
export interface Availability {
  readonly available: boolean;
  /** Votes and delegations that are left of the day. */
  readonly left: number;
}

export function readAvailability(relayUrl: string, account: Hex): Promise<Answer<Availability>> {
  return ask(relayUrl, `${SPONSORED}/availability?account=${account}`);
}

export interface SignedVote {
  readonly governor: Hex;
  readonly proposalId: bigint;
  readonly support: Support;
  readonly voter: Hex;
  readonly reason: string;
  readonly signature: Hex;
}

/** Has a signed vote sent, and its gas paid for. */
export function sendSignedVote(
  relayUrl: string,
  { governor, proposalId, support, voter, reason, signature }: SignedVote,
): Promise<Answer<{ readonly hash: Hex }>> {
  // Field by field: the relay refuses a body with more than it knows.
  const body = {
    ...{ governor, voter, signature },
    ...{ proposalId: String(proposalId), support: SUPPORTS.indexOf(support) },
    ...(reason === "" ? {} : { reason }),
  };
  return ask(relayUrl, `${SPONSORED}/votes`, { method: "POST", body });
}

/** Has a signed delegation of a coin's votes sent, and its gas paid for. */
export function sendSignedDelegation(
  relayUrl: string,
  { coin, delegator, delegatee, nonce, expiry, signature }: CarriedDelegation,
): Promise<Answer<{ readonly hash: Hex }>> {
  const body = {
    ...{ coin, delegator, delegatee, signature },
    ...{ nonce: String(nonce), expiry: String(expiry) },
  };
  return ask(relayUrl, `${SPONSORED}/delegations`, { method: "POST", body });
}
