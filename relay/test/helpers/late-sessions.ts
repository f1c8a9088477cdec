import { type SessionFacts, Sessions } from "../../src/services/studio/sessions.ts";

/** A node whose answer about a session may be late. */
export class LateSessions extends Sessions {
  gate: Promise<void> = Promise.resolve();
  asked = 0;

  override async read(session: bigint): Promise<SessionFacts> {
    const facts = await super.read(session);
    this.asked += 1;
    await this.gate;
    return facts;
  }
}
