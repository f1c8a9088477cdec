import { OptionAdded } from "../../../generated/StudioSessions/StudioSessions";
import { optionalCidText } from "../../common/cid";
import { sessionId } from "../../common/ids";
import { loadDecision } from "../../store/studio-decision";
import { addOption } from "../../store/studio-option";

export function handleOptionAdded(event: OptionAdded): void {
  const params = event.params;
  const decision = loadDecision(sessionId(params.session), params.decision);
  addOption(decision, params.label, optionalCidText(params.content.digest, params.content.codec), null);
  decision.save();
}
