import { Address } from "@graphprotocol/graph-ts";

import { CoinLauncherSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { getOrCreatePlatform } from "../../store/platform";

export function handleCoinLauncherSet(event: CoinLauncherSet): void {
  const platform = getOrCreatePlatform();
  const launcher = event.params.launcher;
  platform.coinLauncher = launcher.equals(Address.zero()) ? null : launcher;
  platform.save();
}
