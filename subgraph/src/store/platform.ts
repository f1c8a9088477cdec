import { Platform } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { PLATFORM_ID } from "../common/ids";

export function getOrCreatePlatform(): Platform {
  let platform = Platform.load(PLATFORM_ID);
  if (platform == null) {
    platform = new Platform(PLATFORM_ID);
    platform.artistCount = 0;
    platform.masterCount = 0;
    platform.sessionCount = 0;
    platform.accountCount = 0;
    platform.purchaseCount = 0;
    platform.depositCount = 0;
    platform.claimCount = 0;
    platform.resaleCount = 0;
    platform.offerCount = 0;
    platform.platformFee = 0;
    platform.sharesVersion = 0;
    platform.coinCount = 0;
    platform.coinTradeCount = 0;
    platform.coinVolume = ZERO;
    platform.daoCount = 0;
    platform.proposalCount = 0;
  }
  return platform;
}
