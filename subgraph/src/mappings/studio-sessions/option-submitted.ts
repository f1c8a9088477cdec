import { StudioSubmission } from "../../../generated/schema";
import { OptionSubmitted } from "../../../generated/StudioSessions/StudioSessions";
import { optionalCidText } from "../../common/cid";
import { decisionId, submissionId } from "../../common/ids";
import { ensureAccount } from "../../store/account";
import { loadSession } from "../../store/studio-session";

export function handleOptionSubmitted(event: OptionSubmitted): void {
  const params = event.params;
  const session = loadSession(params.session);
  session.submissionCount += 1;
  session.save();
  const submission = new StudioSubmission(submissionId(session.id, params.submission));
  submission.session = session.id;
  submission.decision = decisionId(session.id, params.decision);
  submission.number = params.submission.toI32();
  submission.producer = ensureAccount(params.producer, event.block.timestamp);
  submission.label = params.label;
  submission.contentCid = optionalCidText(params.content.digest, params.content.codec);
  submission.createdAt = event.block.timestamp;
  submission.save();
}
