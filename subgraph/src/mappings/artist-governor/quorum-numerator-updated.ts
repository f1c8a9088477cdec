import { QuorumNumeratorUpdated } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { loadCoin } from "../../store/coin";
import { loadDao, refreshWaiting } from "../../store/dao";

export function handleQuorumNumeratorUpdated(event: QuorumNumeratorUpdated): void {
  const dao = loadDao(event.address);
  dao.quorum = event.params.newQuorumNumerator.toI32();
  refreshWaiting(dao, loadCoin(dao.coin).totalPower, event.block.timestamp);
  dao.save();
}
