import { StudioOption } from "../../../generated/schema";
import { SessionLocked } from "../../../generated/StudioSessions/StudioSessions";
import { cidText } from "../../common/cid";
import { optionId } from "../../common/ids";
import { loadDecision } from "../../store/studio-decision";
import { loadSession } from "../../store/studio-session";

/** In the order of the contract's enumeration. */
const OUTCOMES = ["", "Counted", "Uncounted", "Contested"];

export function handleSessionLocked(event: SessionLocked): void {
  const params = event.params;
  const session = loadSession(params.session);
  session.status = "Locked";
  session.audioCid = cidText(params.audio.digest, params.audio.codec);
  session.outcome = OUTCOMES[params.outcome];
  session.lockedAt = event.block.timestamp;
  session.save();
  for (let i = 0; i < params.choices.length; i++) {
    const decision = loadDecision(session.id, i);
    const option = StudioOption.load(optionId(decision.id, params.choices[i]))!;
    option.isChosen = true;
    option.save();
    decision.chosen = option.id;
    decision.save();
  }
}
