import { shortAddress } from "./address.ts";
import type { Hex } from "./network.ts";
import type { SessionDetail } from "./studio.ts";

/** What a launch takes over from the locked studio session that its recording comes from. */
export interface LaunchOrigin {
  /** Number of the session. */
  readonly session: string;
  readonly artistId: string;
  readonly title: string;
  /** The final recording: the registry refuses another one. */
  readonly audioCid: string;
  /** One "name — role" a line. */
  readonly credits: string;
  /** Where its counted ballots are published; null where nobody was counted. */
  readonly ballotsCid: string | null;
}

/** What the contracts let a master be launched from; null while the session is not locked. */
export function originOf(session: SessionDetail): LaunchOrigin | null {
  const { id, artist, title, audioCid, decisions, publications } = session;
  if (session.status !== "locked" || audioCid === null) return null;
  const credits = decisions.flatMap(({ options, chosen }) => {
    const option = options.find(({ index }) => index === chosen);
    const label = option?.label.replace(/[—–:,]/g, " ").slice(0, LONGEST_ROLE);
    return option?.producer ? [`${shortAddress(option.producer)} — ${label}`] : [];
  });
  return {
    ...{ session: id, artistId: artist.id, title, audioCid, credits: credits.join("\n") },
    ballotsCid: publications.at(-1)?.ballotsCid ?? null,
  };
}

const LONGEST_ROLE = 60;

interface Ballot {
  readonly voter: Hex;
  readonly isAttested: boolean;
  readonly class: string;
}

/**
 * Those who voted as lines of a presale list. Voters by e-mail are left out: their key is that of a browser, which
 * nobody buys with.
 */
export function voterList(ballots: readonly Ballot[], most: number): string {
  const voters = ballots
    .filter(({ isAttested, class: why }) => !(isAttested && why === "everyone"))
    .map(({ voter }) => voter.toLowerCase());
  return [...new Set(voters)].map((voter) => `${voter}, ${most}`).join("\n");
}
