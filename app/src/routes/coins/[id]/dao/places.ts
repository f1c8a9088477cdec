import type { CoinDetail } from "#lib/format/coin-market.ts";
import type { Dao } from "#lib/format/dao.ts";
import type { NetworkConfig } from "#lib/format/network.ts";

/** What the chain code has to know of a DAO to read and make its calls. */
export const placesFor = (network: NetworkConfig, market: CoinDetail, dao: Dao) => ({
  ...{ network, artistId: market.artist.id, coin: market.coin },
  ...{ governor: dao.governor, treasury: dao.treasury },
  ...{ staking: market.staking, vesting: market.vesting },
});
