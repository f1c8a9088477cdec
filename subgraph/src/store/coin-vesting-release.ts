import { Artist, Coin, CoinVestingRelease } from "../../generated/schema";
import { ERC20Released } from "../../generated/templates/ArtistVesting/ArtistVesting";
import { eventId } from "../common/ids";

export function recordCoinVestingRelease(coin: Coin, event: ERC20Released): void {
  const release = new CoinVestingRelease(eventId(event));
  release.coin = coin.id;
  release.to = Artist.load(coin.artist)!.account;
  release.amount = event.params.amount;
  release.block = event.block.number;
  release.timestamp = event.block.timestamp;
  release.transaction = event.transaction.hash;
  release.save();
}
