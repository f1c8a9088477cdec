import { PlatformFeeSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { getOrCreatePlatform } from "../../store/platform";

export function handlePlatformFeeSet(event: PlatformFeeSet): void {
  const platform = getOrCreatePlatform();
  platform.platformFee = event.params.fee;
  platform.save();
}
