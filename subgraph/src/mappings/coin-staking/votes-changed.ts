import { VotesChanged } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";
import { getOrCreateCoinHolder, setPower } from "../../store/coin-holder";
import { updateWaitingProposals } from "../../store/dao";
import { keepPower } from "../../store/power-checkpoint";
import { keepTotalPower } from "../../store/total-power-checkpoint";

export function handleVotesChanged(event: VotesChanged): void {
  const now = event.block.timestamp;
  const coin = loadCoinOf(event.address);
  coin.totalPower = event.params.totalPower;
  coin.save();
  keepTotalPower(coin, now);
  updateWaitingProposals(coin, now);

  const holder = getOrCreateCoinHolder(coin.id, event.params.account, now);
  setPower(holder, holder.liquidVotes, event.params.votes);
  keepPower(holder, now);
  holder.save();
}
