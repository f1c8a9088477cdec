import { uploadTicketTypedData } from "@audifi/contracts/typed-data";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { isCancellation } from "./errors.ts";
import { readySender } from "./send.ts";
import { signTypedData } from "./wagmi.ts";

interface TicketToSign {
  readonly account: Hex;
  readonly kind: string;
  readonly digest: Hex;
  readonly size: number;
  readonly nonce: Hex;
  readonly deadline: number;
}

/** The person closed the wallet's question; a choice, not an error. */
class SigningCancelled extends Error {
  override name = "SigningCancelled";
}

/** Has the connected wallet sign an upload ticket. */
export async function signTicket(network: NetworkConfig, ticket: TicketToSign): Promise<Hex> {
  const message = { ...ticket, size: BigInt(ticket.size), deadline: BigInt(ticket.deadline) };
  try {
    return await signTypedData(wagmiConfig(network), {
      account: ticket.account,
      ...uploadTicketTypedData(network.chainId, message),
    });
  } catch (error) {
    if (isCancellation(error)) throw new SigningCancelled("the signature was refused");
    throw error;
  }
}

/** The connected account, if it may sign for this network. */
export function signingAccount(network: NetworkConfig): Hex {
  const sender = readySender(network);
  if ("problem" in sender) throw new Error(sender.problem.detail);
  return sender.account;
}
