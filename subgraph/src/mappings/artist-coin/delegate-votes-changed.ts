import { DelegateVotesChanged } from "../../../generated/templates/ArtistCoin/ArtistCoin";
import { getOrCreateCoinHolder, setPower } from "../../store/coin-holder";
import { keepPower } from "../../store/power-checkpoint";

export function handleCoinDelegateVotesChanged(event: DelegateVotesChanged): void {
  const holder = getOrCreateCoinHolder(event.address, event.params.delegate, event.block.timestamp);
  setPower(holder, event.params.newVotes, holder.stakedVotes);
  keepPower(holder, event.block.timestamp);
  holder.save();
}
