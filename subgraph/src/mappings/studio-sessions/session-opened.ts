import { SessionOpened } from "../../../generated/StudioSessions/StudioSessions";
import { loadSession } from "../../store/studio-session";

export function handleSessionOpened(event: SessionOpened): void {
  const params = event.params;
  const session = loadSession(params.session);
  session.status = "Open";
  session.openedAt = event.block.timestamp;
  session.closesAt = params.closesAt;
  session.snapshotBlock = params.snapshot.blockNumber;
  session.snapshotHash = params.snapshot.blockHash;
  session.snapshotTime = params.snapshot.time;
  session.receiptSigner = params.receiptSigner;
  session.publisher = params.publisher;
  session.save();
}
