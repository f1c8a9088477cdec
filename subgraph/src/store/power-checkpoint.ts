import { BigInt } from "@graphprotocol/graph-ts";

import { CoinHolder, PowerCheckpoint } from "../../generated/schema";
import { powerCheckpointId } from "../common/ids";

/** Keeps an account's power at the end of this second. */
export function keepPower(holder: CoinHolder, at: BigInt): void {
  const checkpoint = new PowerCheckpoint(powerCheckpointId(holder.id, at));
  checkpoint.coin = holder.coin;
  checkpoint.account = holder.account;
  checkpoint.at = at;
  checkpoint.liquidVotes = holder.liquidVotes;
  checkpoint.stakedVotes = holder.stakedVotes;
  checkpoint.power = holder.power;
  checkpoint.save();
}
