import { SharesImplementationSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { getOrCreatePlatform } from "../../store/platform";

export function handleSharesImplementationSet(event: SharesImplementationSet): void {
  const platform = getOrCreatePlatform();
  platform.sharesImplementation = event.params.implementation;
  platform.sharesVersion = event.params.version.toI32();
  platform.save();
}
