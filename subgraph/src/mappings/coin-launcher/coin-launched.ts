import { CoinLaunched } from "../../../generated/CoinLauncher/CoinLauncher";
import { Artist, Coin } from "../../../generated/schema";
import { ArtistCoin, ArtistVesting, CoinStaking, UniswapV3Pool } from "../../../generated/templates";
import { STREAM_LENGTH, ZERO } from "../../common/constants";
import { artistId } from "../../common/ids";
import { wrappedNative } from "../../common/wrapped-native";
import { initializeCoinTotals, initializeStream } from "../../store/coin";
import { recordCoinContract } from "../../store/coin-contract";
import { recordCoinPosition } from "../../store/coin-position";
import { getOrCreatePlatform } from "../../store/platform";

/** The coin's own contracts have sent events in this transaction: their templates see them after this one. */
export function handleCoinLaunched(event: CoinLaunched): void {
  const parts = event.params.parts;
  const market = event.params.market;
  const now = event.block.timestamp;

  const coin = new Coin(event.params.coin);
  coin.artist = artistId(event.params.artistId);
  coin.master = event.params.shares;
  coin.name = event.params.terms.name;
  coin.symbol = event.params.terms.symbol;
  coin.pool = parts.pool;
  coin.staking = parts.staking;
  coin.vesting = parts.vesting;
  coin.treasury = market.treasury;
  coin.openingPrice = market.openingPrice;
  coin.price = market.openingPrice;
  coin.sqrtPriceX96 = market.sqrtPriceX96;
  coin.isToken0 = coin.id.toHexString() < wrappedNative();
  coin.vestingStart = now;
  coin.createdAt = now;
  coin.createdAtBlock = event.block.number;
  coin.createdTransaction = event.transaction.hash;
  initializeCoinTotals(coin);
  initializeStream(coin, market.reserve, now);
  coin.baseRate = market.reserve.div(STREAM_LENGTH);
  coin.save();
  const artist = Artist.load(coin.artist)!;
  artist.coin = coin.id;
  artist.save();

  recordCoinContract(event.address, "Launcher", null);
  recordCoinContract(parts.pool, "Pool", coin.id);
  recordCoinContract(parts.staking, "Staking", coin.id);
  recordCoinContract(parts.vesting, "Vesting", coin.id);
  recordCoinContract(market.treasury, "Treasury", coin.id);
  recordCoinPosition(coin, market.coinPosition, market.coinAmount, ZERO, now);
  recordCoinPosition(coin, market.nativePosition, ZERO, market.nativeAmount, now);

  const platform = getOrCreatePlatform();
  platform.coinCount += 1;
  platform.save();
  ArtistCoin.create(event.params.coin);
  CoinStaking.create(parts.staking);
  ArtistVesting.create(parts.vesting);
  UniswapV3Pool.create(parts.pool);
}
