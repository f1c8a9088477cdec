import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import { packCid } from "#lib/format/cid.ts";
import type { Coin } from "#lib/format/coin.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { isSameAddress } from "#lib/format/address.ts";
import { asPayment } from "../coin-token.ts";
import { studioOf } from "../deployment.ts";
import { sendPaid } from "../pay.ts";
import { cannotSend, contractCall, send } from "../send.ts";
import { BAD_CID, toOptionDraft, type NewOption } from "./create-session.ts";

/** A producer submits an option for a decision of a session that has not opened. */
export async function submitOption(
  network: NetworkConfig,
  { session, decision, option }: { session: string; decision: number; option: NewOption },
): Promise<Outcome> {
  const draft = toOptionDraft(option);
  if (draft === null) return cannotSend(BAD_CID);
  const args = [BigInt(session), decision, draft] as const;
  return send(network, contractCall({ address: studioOf(network), abi, functionName: "submitOption", args }));
}

/** The artist makes a submission an option. */
export async function acceptSubmission(
  network: NetworkConfig,
  { session, submission }: { session: string; submission: number },
): Promise<Outcome> {
  const args = [BigInt(session), submission] as const;
  return send(
    network,
    contractCall({ address: studioOf(network), abi, functionName: "acceptSubmission", args }),
  );
}

interface BountyPayment {
  readonly session: string;
  readonly decision: number;
  readonly currency: Hex;
  readonly amount: bigint;
  /** The artist's coin, which the deployment does not name. */
  readonly coin: Coin | null;
}

/** The artist escrows what the producer gets whose option is chosen. */
export async function fundBounty(network: NetworkConfig, bounty: BountyPayment): Promise<Outcome> {
  const { session, decision, currency, amount, coin } = bounty;
  const address = studioOf(network);
  const args = [BigInt(session), decision, currency, amount] as const;
  const value = currency === ZERO_ADDRESS ? amount : undefined;
  const token = coin !== null && isSameAddress(coin.address, currency) ? { token: asPayment(coin) } : {};
  return sendPaid(
    network,
    { currency, amount, spender: address, ...token },
    {
      plain: contractCall({ address, abi, functionName: "fundBounty", args, value }),
      withPermit: (permit) =>
        contractCall({ address, abi, functionName: "fundBountyWithPermit", args: [...args, permit] }),
    },
  );
}

/** The artist opens the session until then: options and snapshot are fixed. */
export async function openSession(
  network: NetworkConfig,
  { session, closesAt }: { session: string; closesAt: number },
): Promise<Outcome> {
  const args = [BigInt(session), closesAt] as const;
  return send(network, contractCall({ address: studioOf(network), abi, functionName: "openSession", args }));
}

/** The artist gives up a session that has not opened; its bounties are credited back. */
export async function cancelSession(network: NetworkConfig, session: string): Promise<Outcome> {
  const args = [BigInt(session)] as const;
  return send(
    network,
    contractCall({ address: studioOf(network), abi, functionName: "cancelSession", args }),
  );
}

interface Lock {
  readonly session: string;
  readonly audioCid: string;
  /** The chosen option of each decision. */
  readonly choices: readonly number[];
  /** Why, for each choice against the result; otherwise empty. */
  readonly reasons: readonly string[];
}

/** The artist locks the master: the final recording and all choices, for ever. */
export async function lockSession(network: NetworkConfig, lock: Lock): Promise<Outcome> {
  const audio = packCid(lock.audioCid);
  if (audio === null) return cannotSend(BAD_CID);
  const args = [BigInt(lock.session), audio, lock.choices, lock.reasons] as const;
  return send(network, contractCall({ address: studioOf(network), abi, functionName: "lockSession", args }));
}

/** Pays all bounties that were credited to the account in the currencies. */
export async function withdrawBounties(
  network: NetworkConfig,
  { to, currencies }: { to: Hex; currencies: readonly Hex[] },
): Promise<Outcome> {
  const args = [to, currencies] as const;
  return send(network, contractCall({ address: studioOf(network), abi, functionName: "withdraw", args }));
}
