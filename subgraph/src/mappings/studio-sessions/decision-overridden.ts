import { DecisionOverridden } from "../../../generated/StudioSessions/StudioSessions";
import { loadDecision } from "../../store/studio-decision";
import { loadSession } from "../../store/studio-session";

export function handleDecisionOverridden(event: DecisionOverridden): void {
  const session = loadSession(event.params.session);
  session.overrideCount += 1;
  session.save();
  const decision = loadDecision(session.id, event.params.decision);
  decision.isOverride = true;
  decision.reason = event.params.reason;
  decision.save();
}
