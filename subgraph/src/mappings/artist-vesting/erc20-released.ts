import { ERC20Released } from "../../../generated/templates/ArtistVesting/ArtistVesting";
import { loadCoinOf } from "../../store/coin";
import { recordCoinVestingRelease } from "../../store/coin-vesting-release";

/** Other tokens that somebody sent there vest as well; they are left out. */
export function handleERC20Released(event: ERC20Released): void {
  const coin = loadCoinOf(event.address);
  if (event.params.token.notEqual(coin.id)) return;
  coin.vestingReleased = coin.vestingReleased.plus(event.params.amount);
  coin.save();
  recordCoinVestingRelease(coin, event);
}
