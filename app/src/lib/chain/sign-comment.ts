import { commentRemovalTypedData, commentTypedData } from "@audifi/contracts/typed-data";
import { toHex } from "viem";
import { done, type Answer } from "#lib/format/answer.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { explainError, isCancellation } from "./errors.ts";
import { readySender } from "./send.ts";
import { signTypedData } from "./wagmi.ts";

interface SignedComment {
  readonly account: Hex;
  readonly master: Hex;
  readonly text: string;
  readonly time: number;
  readonly nonce: Hex;
  readonly signature: Hex;
}

type Sign<Value> = (account: Hex) => Promise<Value>;

/** Has the connected account sign something, or says why it did not. */
async function signed<Value>(network: NetworkConfig, sign: Sign<Value>): Promise<Answer<Value>> {
  const sender = readySender(network);
  if ("problem" in sender) return { status: "away", reason: sender.problem };
  try {
    return done(await sign(sender.account));
  } catch (error) {
    return isCancellation(error) ? { status: "cancelled" } : { status: "away", reason: explainError(error) };
  }
}

/** Has the connected wallet sign what it says about a master, now. */
export function signComment(
  network: NetworkConfig,
  { master, text }: { readonly master: Hex; readonly text: string },
): Promise<Answer<SignedComment>> {
  return signed(network, async (account) => {
    const nonce = toHex(crypto.getRandomValues(new Uint8Array(32)));
    const comment = { account, master, text, time: Math.floor(Date.now() / 1000), nonce };
    const typed = commentTypedData(network.chainId, { ...comment, time: BigInt(comment.time) });
    return { ...comment, signature: await signTypedData(wagmiConfig(network), { account, ...typed }) };
  });
}

/** Has the connected wallet sign that a comment is to be removed. */
export function signCommentRemoval(
  network: NetworkConfig,
  comment: Hex,
): Promise<Answer<{ readonly account: Hex; readonly signature: Hex }>> {
  return signed(network, async (account) => {
    const typed = commentRemovalTypedData(network.chainId, { account, comment });
    return { account, signature: await signTypedData(wagmiConfig(network), { account, ...typed }) };
  });
}
