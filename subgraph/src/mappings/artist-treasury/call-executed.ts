import { CallExecuted } from "../../../generated/templates/ArtistTreasury/ArtistTreasury";
import { loadCoinOf } from "../../store/coin";
import { recordTreasuryCall } from "../../store/treasury-movement";

export function handleTreasuryCallExecuted(event: CallExecuted): void {
  recordTreasuryCall(loadCoinOf(event.address), event);
}
