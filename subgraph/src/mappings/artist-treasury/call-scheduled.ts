import { CallScheduled } from "../../../generated/templates/ArtistTreasury/ArtistTreasury";
import { loadCoinOf } from "../../store/coin";
import { loadDao } from "../../store/dao";

export function handleTreasuryCallScheduled(event: CallScheduled): void {
  const dao = loadDao(loadCoinOf(event.address).dao!);
  dao.newestOperation = event.params.id;
  dao.save();
}
