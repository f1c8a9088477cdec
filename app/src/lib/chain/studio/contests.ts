import type { PublishedBallot } from "@audifi/contracts/ballot-file";
import {
  buildBallotTree,
  compareBallots,
  isNewerBallot,
  leafOf,
  toCountedStruct,
  type Studio,
} from "@audifi/contracts/ballots";
import type { Hex } from "#lib/format/network.ts";

/** A ballot that has to be counted: with a receipt of the relay, or cast on chain. */
export interface DueBallot {
  readonly decision: number;
  readonly option: number;
  readonly voter: Hex;
  /** Zero where it was cast on chain. */
  readonly sequence: bigint;
  readonly receivedAt: number;
  /** Empty where it was cast on chain, as is the receipt. */
  readonly signature: Hex;
  readonly receipt: Hex;
}

type Counted = ReturnType<typeof toCountedStruct>;

/** A counted ballot with its place, as the contract takes it. */
interface Proven {
  readonly counted: Counted;
  readonly index: number;
  readonly proof: readonly Hex[];
}

/** What proves that a publication is wrong. */
export type Contestable =
  | { readonly fault: "doubled"; readonly first: Proven; readonly second: Proven }
  | { readonly fault: "ignored"; readonly counted: Proven; readonly ballot: DueBallot }
  | { readonly fault: "missing"; readonly neighbours: readonly Proven[]; readonly ballot: DueBallot };

export interface Counting {
  readonly studio: Studio;
  readonly session: bigint;
  readonly ballots: readonly PublishedBallot[];
}

const isDirect = ({ signature }: DueBallot): boolean => signature === "0x";

/** The tree over the published ballots, and each of them with its proof. */
export function proveBallots({ session, ballots }: Counting): {
  readonly root: Hex;
  readonly prove: (index: number) => Proven;
} {
  const tree = buildBallotTree(ballots.map((ballot) => leafOf(session, ballot)));
  return {
    root: tree.root,
    prove: (index) => ({
      counted: toCountedStruct(ballots[index] as PublishedBallot),
      ...{ index, proof: tree.proofOf(index) },
    }),
  };
}

/** Whether another ballot has to count in its place. */
function isIgnored({ studio, session }: Counting, counted: PublishedBallot, due: DueBallot): boolean {
  if (isDirect(due)) return !counted.isDirect || counted.option !== due.option;
  if (counted.isDirect) return false;
  return isNewerBallot(studio, { session, ...due }, { session, ...counted });
}

/** Everything that can be proven against the published ballots, with what is due to be among them. */
export function findContests(counting: Counting, due: readonly DueBallot[]): readonly Contestable[] {
  const { ballots } = counting;
  const { prove } = proveBallots(counting);
  const doubled = ballots.flatMap((ballot, index): Contestable[] => {
    const previous = ballots[index - 1];
    const isSame = previous !== undefined && compareBallots(previous, ballot) === 0;
    return isSame ? [{ fault: "doubled", first: prove(index - 1), second: prove(index) }] : [];
  });
  const others = due.flatMap((ballot): Contestable[] => {
    const index = ballots.findIndex((one) => compareBallots(one, ballot) === 0);
    const counted = ballots[index];
    if (counted) {
      return isIgnored(counting, counted, ballot)
        ? [{ fault: "ignored", counted: prove(index), ballot }]
        : [];
    }
    const after = ballots.findIndex((one) => compareBallots(one, ballot) > 0);
    const at = after < 0 ? ballots.length : after;
    const neighbours = [at - 1, at].filter((place) => ballots[place] !== undefined).map(prove);
    return [{ fault: "missing", neighbours, ballot }];
  });
  return [...doubled, ...others];
}
