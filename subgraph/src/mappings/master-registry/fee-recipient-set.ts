import { FeeRecipientSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { getOrCreatePlatform } from "../../store/platform";

export function handleFeeRecipientSet(event: FeeRecipientSet): void {
  const platform = getOrCreatePlatform();
  platform.feeRecipient = event.params.recipient;
  platform.save();
}
