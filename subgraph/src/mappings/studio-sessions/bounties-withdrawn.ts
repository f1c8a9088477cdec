import { BountyWithdrawal } from "../../../generated/schema";
import { BountiesWithdrawn } from "../../../generated/StudioSessions/StudioSessions";
import { eventId } from "../../common/ids";
import { getOrCreateBountyCredit } from "../../store/bounty-credit";

export function handleBountiesWithdrawn(event: BountiesWithdrawn): void {
  const params = event.params;
  const credit = getOrCreateBountyCredit(params.account, params.currency);
  credit.owed = credit.owed.minus(params.amount);
  credit.withdrawn = credit.withdrawn.plus(params.amount);
  credit.save();
  const withdrawal = new BountyWithdrawal(eventId(event));
  withdrawal.account = params.account;
  withdrawal.currency = params.currency;
  withdrawal.to = params.to;
  withdrawal.amount = params.amount;
  withdrawal.block = event.block.number;
  withdrawal.timestamp = event.block.timestamp;
  withdrawal.transaction = event.transaction.hash;
  withdrawal.save();
}
