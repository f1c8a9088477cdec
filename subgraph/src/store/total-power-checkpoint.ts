import { BigInt } from "@graphprotocol/graph-ts";

import { Coin, TotalPowerCheckpoint } from "../../generated/schema";
import { totalPowerCheckpointId } from "../common/ids";

/** Keeps the denominator of quorums at the end of this second. */
export function keepTotalPower(coin: Coin, at: BigInt): void {
  const checkpoint = new TotalPowerCheckpoint(totalPowerCheckpointId(coin.id, at));
  checkpoint.coin = coin.id;
  checkpoint.at = at;
  checkpoint.totalPower = coin.totalPower;
  checkpoint.save();
}
