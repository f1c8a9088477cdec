import { StudioDecision } from "../../../generated/schema";
import { DecisionAdded } from "../../../generated/StudioSessions/StudioSessions";
import { decisionId } from "../../common/ids";
import { loadSession } from "../../store/studio-session";

/** In the order of the contract's enumeration. */
const KINDS = ["Audio", "Image", "Text"];

export function handleDecisionAdded(event: DecisionAdded): void {
  const session = loadSession(event.params.session);
  session.decisionCount += 1;
  session.save();
  const decision = new StudioDecision(decisionId(session.id, event.params.decision));
  decision.session = session.id;
  decision.index = event.params.decision;
  decision.kind = KINDS[event.params.kind];
  decision.question = event.params.question;
  decision.optionCount = 0;
  decision.isOverride = false;
  decision.save();
}
