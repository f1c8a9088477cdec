import { StudioSubmission } from "../../../generated/schema";
import { SubmissionAccepted } from "../../../generated/StudioSessions/StudioSessions";
import { sessionId, submissionId } from "../../common/ids";
import { loadDecision } from "../../store/studio-decision";
import { addOption } from "../../store/studio-option";

export function handleSubmissionAccepted(event: SubmissionAccepted): void {
  const session = sessionId(event.params.session);
  const submission = StudioSubmission.load(submissionId(session, event.params.submission))!;
  const decision = loadDecision(session, event.params.decision);
  submission.option = addOption(decision, submission.label, submission.contentCid, event.params.producer).id;
  submission.save();
  decision.save();
}
