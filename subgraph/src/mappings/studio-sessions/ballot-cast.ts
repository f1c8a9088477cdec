import { DirectBallot } from "../../../generated/schema";
import { BallotCast } from "../../../generated/StudioSessions/StudioSessions";
import { decisionId, eventId, optionId } from "../../common/ids";
import { ensureAccount } from "../../store/account";
import { loadSession } from "../../store/studio-session";

export function handleBallotCast(event: BallotCast): void {
  const params = event.params;
  const session = loadSession(params.session);
  session.directCount += 1;
  session.directHead = params.head;
  session.save();
  const ballot = new DirectBallot(eventId(event));
  ballot.session = session.id;
  ballot.decision = decisionId(session.id, params.decision);
  ballot.option = optionId(ballot.decision, params.option);
  ballot.voter = ensureAccount(params.voter, event.block.timestamp);
  ballot.index = params.index.toI32();
  ballot.head = params.head;
  ballot.block = event.block.number;
  ballot.timestamp = event.block.timestamp;
  ballot.transaction = event.transaction.hash;
  ballot.save();
}
