import { Address } from "@graphprotocol/graph-ts";

import { Locked } from "../../../generated/templates/MasterShares/MasterShares";
import { loadHolder, settle } from "../../store/holder";
import { endListing } from "../../store/listing";
import { changeStake, loadMaster } from "../../store/master";
import { loadShare, stakeShare } from "../../store/share";
import { recordStakeEvent } from "../../store/stake-event";

export function handleLocked(event: Locked): void {
  const timestamp = event.block.timestamp;
  const master = loadMaster(event);
  const share = loadShare(master, event.params.tokenId);
  const holder = loadHolder(master, Address.fromBytes(share.owner));

  settle(holder, master.acc, timestamp);
  endListing(share, master, "Ended", event);
  holder.staked += 1;
  holder.save();
  changeStake(master, true);
  master.save();
  stakeShare(share, timestamp);
  share.save();
  recordStakeEvent("Staked", share, event);
}
