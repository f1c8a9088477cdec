import { SessionCancelled } from "../../../generated/StudioSessions/StudioSessions";
import { loadSession } from "../../store/studio-session";

export function handleSessionCancelled(event: SessionCancelled): void {
  const session = loadSession(event.params.session);
  session.status = "Cancelled";
  session.save();
}
