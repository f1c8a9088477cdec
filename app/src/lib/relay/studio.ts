import type {
  StudioBallot,
  StudioBallots,
  StudioHistory,
  StudioReceipt,
  StudioStanding,
  StudioState,
  StudioVoter,
} from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import type { Hex } from "#lib/format/network.ts";
import { ask } from "./ask.ts";

export type { StudioBallot, StudioReceipt, StudioStanding, StudioState, StudioVoter };

const POST = "POST";

const roomOf = (session: string) => `/v1/studio/${session}`;

/** The room as it stands, for pages that have no socket. */
export function readRoom(relayUrl: string, session: string): Promise<Answer<StudioState>> {
  return ask(relayUrl, roomOf(session));
}

/** What a voter's ballot would weigh, and why. */
export function readStanding(relayUrl: string, session: string, voter: Hex): Promise<Answer<StudioStanding>> {
  return ask(relayUrl, `${roomOf(session)}/standing?voter=${voter}`);
}

/** The newest ballot of a voter in each decision, with its receipt. */
export function readBallots(relayUrl: string, session: string, voter: Hex): Promise<Answer<StudioBallots>> {
  return ask(relayUrl, `${roomOf(session)}/ballots?voter=${voter}`);
}

/** Not by the socket: a ballot has to arrive where sockets do not, and is answered with its receipt once. */
export function sendBallot(
  relayUrl: string,
  session: string,
  body: { readonly ballot: StudioBallot; readonly signature: Hex },
): Promise<Answer<StudioReceipt>> {
  return ask(relayUrl, `${roomOf(session)}/ballots`, { method: POST, body });
}

/** What was said before a message, the newest first. */
export function readMessages(
  relayUrl: string,
  session: string,
  before: number,
): Promise<Answer<StudioHistory>> {
  return ask(relayUrl, `${roomOf(session)}/messages?before=${before}`);
}

/** Lets whoever is signed in vote with the key of this browser. */
export function registerVoter(
  relayUrl: string,
  session: string,
  body: { readonly voter: Hex; readonly signature: Hex },
): Promise<Answer<StudioVoter>> {
  return ask(relayUrl, `${roomOf(session)}/voters`, { method: POST, body });
}

/** A ticket for one socket; only for those who are signed in. */
export function requestSocketTicket(relayUrl: string): Promise<Answer<{ readonly ticket: string }>> {
  return ask(relayUrl, "/v1/live/tickets", { method: POST, body: { purpose: "studio" } });
}
