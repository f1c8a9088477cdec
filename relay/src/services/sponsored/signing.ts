import type { Hex } from "viem";
import type { Chain } from "../../plugins/chain.ts";
import type { Queryable } from "../../plugins/database.ts";
import type { Sponsored } from "../../protocol/sponsored.ts";
import { chainAway } from "./calls.ts";
import type { GasKey } from "./gas-key.ts";
import { bytesOf, enqueueSending, type Fees, sign } from "./transactions.ts";

interface Needs {
  chain: Chain;
  chainId: number;
  key: GasKey;
}

export interface Order extends Fees {
  kind: "vote" | "delegation" | "publication";
  /** On whose behalf. */
  signer: Buffer;
  accountId: string | undefined;
  target: Hex;
  data: Hex;
  gas: bigint;
}

/** Signs a transaction with the key's next nonce and writes it down to be sent, under `NONCE_LOCK`. */
export const signNext = async (db: Queryable, needs: Needs, order: Order): Promise<Sponsored> => {
  const { key, chainId } = needs;
  const sender = bytesOf(key.account.address);
  const nonce = await nextNonce(db, needs, sender);
  const { maxFeePerGas, maxPriorityFeePerGas, gas, target, data } = order;
  const { raw, hash } = await sign(key.account, chainId, {
    ...{ nonce, gas, maxFeePerGas, maxPriorityFeePerGas, to: target, data },
  });
  const { rows } = await db.query(
    `insert into relay.sponsored (account_id, call, signer, target, data, sender, nonce, gas, max_fee, priority_fee,
                                  hashes, raw)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array[$11], $12) returning id`,
    [
      ...[order.accountId ?? null, order.kind, order.signer, bytesOf(target), bytesOf(data)],
      ...[sender, nonce, gas, maxFeePerGas, maxPriorityFeePerGas, hash, bytesOf(raw)],
    ],
  );
  const [{ id }] = rows as [{ id: string }];
  await enqueueSending(db, id, hash);
  return { id, hash, status: "pending" };
};

/** After what is promised, or where the chain is, if nothing is. */
const nextNonce = async (db: Queryable, { chain, key }: Needs, sender: Buffer): Promise<number> => {
  const { rows } = await db.query(
    "select max(nonce)::text as last from relay.sponsored where sender = $1 and settled_at is null",
    [sender],
  );
  const [{ last }] = rows as [{ last: string | null }];
  const { address } = key.account;
  const used = await chain.getTransactionCount({ address, blockTag: "latest" }).catch((error: unknown) => {
    throw chainAway(error);
  });
  return Math.max(used, last === null ? 0 : Number(last) + 1);
};
