import { StudioBounty } from "../../../generated/schema";
import { BountyFunded } from "../../../generated/StudioSessions/StudioSessions";
import { sessionId } from "../../common/ids";
import { ensureAccount } from "../../store/account";
import { loadDecision } from "../../store/studio-decision";

export function handleBountyFunded(event: BountyFunded): void {
  const params = event.params;
  const decision = loadDecision(sessionId(params.session), params.decision);
  const bounty = new StudioBounty(decision.id);
  bounty.session = decision.session;
  bounty.decision = decision.id;
  bounty.funder = ensureAccount(params.funder, event.block.timestamp);
  bounty.currency = params.currency;
  bounty.amount = params.amount;
  bounty.fundedAt = event.block.timestamp;
  bounty.isRefunded = false;
  bounty.transaction = event.transaction.hash;
  bounty.save();
  decision.bounty = bounty.id;
  decision.save();
}
