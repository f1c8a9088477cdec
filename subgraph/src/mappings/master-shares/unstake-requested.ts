import { Address } from "@graphprotocol/graph-ts";

import { UnstakeRequested } from "../../../generated/templates/MasterShares/MasterShares";
import { loadHolder, settle } from "../../store/holder";
import { changeStake, loadMaster } from "../../store/master";
import { loadShare } from "../../store/share";
import { recordStakeEvent } from "../../store/stake-event";

export function handleUnstakeRequested(event: UnstakeRequested): void {
  const timestamp = event.block.timestamp;
  const master = loadMaster(event);
  const share = loadShare(master, event.params.id);
  const holder = loadHolder(master, Address.fromBytes(share.owner));

  settle(holder, master.acc, timestamp);
  holder.staked -= 1;
  holder.save();
  changeStake(master, false);
  master.save();
  share.stakeStatus = "Leaving";
  share.freeAt = event.params.freeAt;
  share.save();
  recordStakeEvent("UnstakeRequested", share, event);
}
