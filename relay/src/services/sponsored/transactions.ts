import { BaseError, type Hex, keccak256 } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import type { Chain } from "../../plugins/chain.ts";
import type { Queryable } from "../../plugins/database.ts";
import { enqueue, type Topic } from "../outbox.ts";

export const sponsoredTopic = "sponsored";

/** Arbitrary: the lock under which a key's nonces are given out. */
export const NONCE_LOCK = 4_170_826_392;

export interface Fees {
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
}

interface Draft extends Fees {
  nonce: number;
  gas: bigint;
  to: Hex;
  data: Hex;
}

export interface Signed {
  raw: Hex;
  hash: Hex;
}

export const bytesOf = (hex: Hex): Buffer => Buffer.from(hex.slice(2), "hex");
export const hexOf = (bytes: Buffer): Hex => `0x${bytes.toString("hex")}`;

/** What the chain wants now, with room for some blocks that are fuller. */
export const readFees = (chain: Chain): Promise<Fees> =>
  chain.estimateFeesPerGas({ type: "eip1559", chain: null });

export const sign = async (account: PrivateKeyAccount, chainId: number, draft: Draft): Promise<Signed> => {
  const raw = await account.signTransaction({ ...draft, chainId, type: "eip1559" });
  return { raw, hash: keccak256(raw) };
};

/** Has a signed transaction sent, in the transaction that wrote it down. */
export const enqueueSending = (db: Queryable, id: string, hash: Hex): Promise<boolean> =>
  enqueue(db, { topic: sponsoredTopic, key: hash, payload: { id } });

/** The node has it, or the chain already has one with its nonce: which, the watch finds out. */
const isSent = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) => {
    const { name, message } = cause as Error;
    return name === "NonceTooLowError" || /already (known|imported)|nonce too low/i.test(message);
  }) !== null;

/** Nodes repeat in their errors what they were sent; what is kept names nobody. */
const withoutDetails = (error: unknown): Error =>
  new Error(error instanceof BaseError ? error.shortMessage : "the transaction was not sent");

export const sendingTopic = (db: Queryable, chain: Chain): Topic<{ id: string }> => ({
  name: sponsoredTopic,
  deliver: async ({ payload: { id } }) => {
    const { rows } = await db.query(
      "select raw from relay.sponsored where id = $1 and settled_at is null and raw is not null",
      [id],
    );
    const [row] = rows as [{ raw: Buffer }?];
    if (!row) return;
    try {
      await chain.sendRawTransaction({ serializedTransaction: hexOf(row.raw) });
    } catch (error) {
      if (!isSent(error)) throw withoutDetails(error);
    }
  },
});
