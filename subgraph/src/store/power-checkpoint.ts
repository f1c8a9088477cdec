import { BigInt, Bytes } from "@graphprotocol/graph-ts";

import { CoinHolder, PowerCheckpoint } from "../../generated/schema";
import { coinHolderId, powerCheckpointId } from "../common/ids";

/** Keeps an account's power at the end of this second. The holder is saved afterwards. */
export function keepPower(holder: CoinHolder, at: BigInt): void {
  const id = powerCheckpointId(holder.id, at);
  let checkpoint = PowerCheckpoint.load(id);
  if (checkpoint == null) {
    checkpoint = new PowerCheckpoint(id);
    checkpoint.coin = holder.coin;
    checkpoint.account = holder.account;
    checkpoint.at = at;
    checkpoint.previous = holder.checkpoint;
    holder.checkpoint = id;
  }
  checkpoint.liquidVotes = holder.liquidVotes;
  checkpoint.stakedVotes = holder.stakedVotes;
  checkpoint.power = holder.power;
  checkpoint.save();
}

/** The newest checkpoint of an account at a time that is past; null before its first. Walks back from the newest. */
export function powerAt(coin: Bytes, account: Bytes, at: BigInt): PowerCheckpoint | null {
  const holder = CoinHolder.load(coinHolderId(coin, account));
  if (holder == null) return null;
  const newest = holder.checkpoint;
  if (newest === null) return null;
  let checkpoint = PowerCheckpoint.load(newest)!;
  while (checkpoint.at.gt(at)) {
    const previous = checkpoint.previous;
    if (previous === null) return null;
    checkpoint = PowerCheckpoint.load(previous)!;
  }
  return checkpoint;
}
