import { Bytes } from "@graphprotocol/graph-ts";

import { TierMarket } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { tierMarketId } from "../common/ids";

export function getOrCreateTierMarket(master: Bytes, tier: i32): TierMarket {
  const id = tierMarketId(master, tier);
  let market = TierMarket.load(id);
  if (market == null) {
    market = new TierMarket(id);
    market.master = master;
    market.tier = tier;
    market.listedCount = 0;
    market.resaleCount = 0;
    market.resaleVolume = ZERO;
  }
  return market;
}
