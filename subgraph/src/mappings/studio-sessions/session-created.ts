import { Artist } from "../../../generated/schema";
import { SessionCreated } from "../../../generated/StudioSessions/StudioSessions";
import { getOrCreatePlatform } from "../../store/platform";
import { createSession } from "../../store/studio-session";

export function handleSessionCreated(event: SessionCreated): void {
  const session = createSession(event);
  session.save();
  const artist = Artist.load(session.artist)!;
  artist.sessionCount += 1;
  artist.save();
  const platform = getOrCreatePlatform();
  platform.sessionCount += 1;
  platform.save();
}
