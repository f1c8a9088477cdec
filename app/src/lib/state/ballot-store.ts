import type { KeptBallot } from "#lib/format/ballot.ts";
import type { Hex } from "#lib/format/network.ts";

/** A session on one chain: whose ballots and keys are not for others. */
export interface BallotBox {
  readonly chainId: number;
  readonly session: string;
}

/** How somebody without a wallet votes in one session. */
export interface BrowserVoter {
  readonly key: Hex;
  readonly pseudonym: string;
}

const PREFIX = "audifi.studio";
const ballotsKey = ({ chainId, session }: BallotBox, voter: Hex) =>
  `${PREFIX}.ballots.${chainId}.${session}.${voter.toLowerCase()}`;
const voterKey = ({ chainId, session }: BallotBox, accountId: string) =>
  `${PREFIX}.voter.${chainId}.${session}.${accountId}`;

function read<Value>(key: string): Value | null {
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The ballots and receipts that this browser keeps: what a voter needs to prove that one was left out. */
export function keptBallots(box: BallotBox, voter: Hex): readonly KeptBallot[] {
  return read<readonly KeptBallot[]>(ballotsKey(box, voter)) ?? [];
}

/** Those of all voters that this browser has been. */
export function allKeptBallots({ chainId, session }: BallotBox): readonly KeptBallot[] {
  const prefix = `${PREFIX}.ballots.${chainId}.${session}.`;
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => read<readonly KeptBallot[]>(key) ?? []);
  } catch {
    return [];
  }
}

export function keepBallots(box: BallotBox, voter: Hex, ballots: readonly KeptBallot[]): boolean {
  return write(ballotsKey(box, voter), ballots);
}

export function browserVoter(box: BallotBox, accountId: string): BrowserVoter | null {
  return read<BrowserVoter>(voterKey(box, accountId));
}

/** Whether it is kept: a key that cannot be kept must not be voted with, it would be lost with the page. */
export function keepBrowserVoter(box: BallotBox, accountId: string, voter: BrowserVoter): boolean {
  return write(voterKey(box, accountId), voter);
}
