import { Bytes } from "@graphprotocol/graph-ts";

import { CoinContract } from "../../generated/schema";

/** @param coin The coin it belongs to; null for contracts of all coins. */
export function recordCoinContract(address: Bytes, kind: string, coin: Bytes | null): void {
  if (CoinContract.load(address) != null) return;
  const contract = new CoinContract(address);
  contract.kind = kind;
  contract.coin = coin;
  contract.save();
}

/** The coin that a contract belongs to. */
export function coinOf(address: Bytes): Bytes {
  return CoinContract.load(address)!.coin!;
}
