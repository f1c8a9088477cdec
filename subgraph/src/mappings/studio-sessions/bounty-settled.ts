import { StudioBounty } from "../../../generated/schema";
import { BountySettled } from "../../../generated/StudioSessions/StudioSessions";
import { decisionId, sessionId } from "../../common/ids";
import { ensureAccount } from "../../store/account";
import { getOrCreateBountyCredit } from "../../store/bounty-credit";

export function handleBountySettled(event: BountySettled): void {
  const params = event.params;
  const bounty = StudioBounty.load(decisionId(sessionId(params.session), params.decision))!;
  bounty.recipient = ensureAccount(params.account, event.block.timestamp);
  bounty.isRefunded = params.isRefund;
  bounty.settledAt = event.block.timestamp;
  bounty.save();
  const credit = getOrCreateBountyCredit(params.account, params.currency);
  credit.owed = credit.owed.plus(params.amount);
  credit.credited = credit.credited.plus(params.amount);
  credit.save();
}
