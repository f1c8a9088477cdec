import { MinDelayChange } from "../../../generated/templates/ArtistTreasury/ArtistTreasury";
import { loadCoinOf } from "../../store/coin";
import { loadDao } from "../../store/dao";

export function handleTreasuryMinDelayChange(event: MinDelayChange): void {
  const dao = loadDao(loadCoinOf(event.address).dao!);
  dao.timelockDelay = event.params.newDuration;
  dao.save();
}
