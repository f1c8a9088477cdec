/**
 * Ballots of studio sessions: what is signed, what they weigh, and the tree that is published. Relay, app and recount
 * use this and nothing else; the contract's words are in `IStudioSessions.sol` and `Ballots.sol`.
 */
import { type Hex, concatHex, encodeAbiParameters, hashTypedData, keccak256, zeroHash } from "viem";

/** What a voter signs. */
export interface BallotMessage {
  session: bigint;
  decision: number;
  option: number;
  voter: Hex;
  /** Chosen by the voter, rising: the highest counts, of equal ones the lower hash. */
  sequence: bigint;
}

export const ballotTypes = {
  Ballot: [
    { name: "session", type: "uint64" },
    { name: "decision", type: "uint8" },
    { name: "option", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "sequence", type: "uint64" },
  ],
} as const;

export const receiptTypes = {
  Receipt: [
    { name: "ballot", type: "bytes32" },
    { name: "receivedAt", type: "uint40" },
  ],
} as const;

/** By which the key of a browser asks the relay to vouch for it in a session. No contract reads it. */
export const voterTypes = {
  Voter: [
    { name: "session", type: "uint64" },
    { name: "voter", type: "address" },
  ],
} as const;

/** Where ballots are signed for: they are good on no other chain and at no other contract. */
export interface Studio {
  chainId: number;
  address: Hex;
}

export const studioDomain = ({ chainId, address }: Studio) =>
  ({ name: "AudiFi Studio", version: "1", chainId, verifyingContract: address }) as const;

/** Everything `signTypedData` and `verifyTypedData` of viem take, except the account. */
export const ballotTypedData = (studio: Studio, message: BallotMessage) =>
  ({ domain: studioDomain(studio), types: ballotTypes, primaryType: "Ballot", message }) as const;

/** @param ballot Hash of the ballot, as the voter signed it. @param receivedAt Unix seconds. */
export const receiptTypedData = (studio: Studio, ballot: Hex, receivedAt: number) =>
  ({
    domain: studioDomain(studio),
    types: receiptTypes,
    primaryType: "Receipt",
    message: { ballot, receivedAt },
  }) as const;

export const voterTypedData = (studio: Studio, message: Pick<BallotMessage, "session" | "voter">) =>
  ({ domain: studioDomain(studio), types: voterTypes, primaryType: "Voter", message }) as const;

export const hashBallot = (studio: Studio, message: BallotMessage): Hex =>
  hashTypedData(ballotTypedData(studio, message));

/** In the order of the contract's enumeration. */
export const weightClasses = ["everyone", "subscriber", "shareholder", "coin-holder", "producer"] as const;
export type WeightClass = (typeof weightClasses)[number];

/** A ballot as it was counted: a leaf of the tree. */
export interface CountedBallot {
  decision: number;
  option: number;
  voter: Hex;
  /** Zero where it was cast on chain. */
  sequence: bigint;
  weight: number;
  class: WeightClass;
  /** Whether the relay vouches for the voter. */
  isAttested: boolean;
  /** Whether it was cast on chain. */
  isDirect: boolean;
}

const leafParameters = [
  { type: "uint64" },
  {
    type: "tuple",
    components: [
      { name: "decision", type: "uint8" },
      { name: "option", type: "uint8" },
      { name: "voter", type: "address" },
      { name: "sequence", type: "uint64" },
      { name: "weight", type: "uint32" },
      { name: "class", type: "uint8" },
      { name: "isAttested", type: "bool" },
      { name: "isDirect", type: "bool" },
    ],
  },
] as const;

/** The ballot as the contract takes it in a proof. */
export const toCountedStruct = (counted: CountedBallot) => ({
  ...counted,
  class: weightClasses.indexOf(counted.class),
});

export const leafOf = (session: bigint, counted: CountedBallot): Hex =>
  keccak256(keccak256(encodeAbiParameters(leafParameters, [session, toCountedStruct(counted)])));

/** Order of the leaves: by decision, then by voter. */
export function compareBallots(
  a: Pick<CountedBallot, "decision" | "voter">,
  b: Pick<CountedBallot, "decision" | "voter">,
): number {
  if (a.decision !== b.decision) return a.decision - b.decision;
  const [left, right] = [a.voter.toLowerCase(), b.voter.toLowerCase()];
  return left < right ? -1 : Number(left > right);
}

export interface BallotTree {
  /** Zero where there are no leaves. */
  root: Hex;
  count: number;
  /** Neighbours from a leaf to the root. */
  proofOf(index: number): Hex[];
}

/** The tree over leaves in their order, filled up with zeros to the next power of two. */
export function buildBallotTree(leaves: readonly Hex[]): BallotTree {
  const steps = stepsOfBallotTree(leaves);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same tree a few hashes at a time, for those who have other things to do between two of its steps. */
export function* stepsOfBallotTree(leaves: readonly Hex[]): Generator<undefined, BallotTree> {
  const levels: Hex[][] = [[...leaves]];
  for (let size = 1; size < leaves.length; size *= 2) {
    const below = levels.at(-1)!;
    const emptyBelow = emptyNode(levels.length - 1);
    const level: Hex[] = [];
    for (let at = 0; at < below.length; at += 2) {
      level.push(hashPair(below[at]!, below[at + 1] ?? emptyBelow));
      if (level.length % HASHES_OF_A_STEP === 0) yield;
    }
    levels.push(level);
  }
  return {
    root: levels.at(-1)![0] ?? zeroHash,
    count: leaves.length,
    proofOf(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
        throw new RangeError(`there is no leaf ${index}`);
      }
      return levels.slice(0, -1).map((level, depth) => level[(index >> depth) ^ 1] ?? emptyNode(depth));
    },
  };
}

/** About a millisecond of work. */
const HASHES_OF_A_STEP = 32;

const hashPair = (left: Hex, right: Hex): Hex => keccak256(concatHex([left, right]));

const emptyNodes: Hex[] = [zeroHash];

/** Root of a part of the tree that is filled up only. */
function emptyNode(depth: number): Hex {
  while (emptyNodes.length <= depth) emptyNodes.push(hashPair(emptyNodes.at(-1)!, emptyNodes.at(-1)!));
  return emptyNodes[depth]!;
}

/** Whether a leaf is in the tree at its place, as the contract decides it. */
export function isInBallotTree(
  { root, count }: Pick<BallotTree, "root" | "count">,
  leaf: Hex,
  index: number,
  proof: readonly Hex[],
): boolean {
  if (index < 0 || index >= count || proof.length !== Math.ceil(Math.log2(count))) return false;
  const node = proof.reduce<Hex>(
    (below, sibling, depth) => ((index >> depth) & 1 ? hashPair(sibling, below) : hashPair(below, sibling)),
    leaf,
  );
  return node === root;
}

/** Weights of all options in the order of the contract: those of the first decision first. */
export function tallyBallots(ballots: Iterable<CountedBallot>, optionCounts: readonly number[]): bigint[] {
  const starts = optionCounts.map((_, d) => optionCounts.slice(0, d).reduce((sum, n) => sum + n, 0));
  const tallies = Array.from({ length: optionCounts.reduce((sum, n) => sum + n, 0) }, () => 0n);
  for (const { decision, option, weight } of ballots) {
    const at = starts[decision];
    if (at !== undefined && option < optionCounts[decision]!) tallies[at + option]! += BigInt(weight);
  }
  return tallies;
}

/** Whether a relayed ballot replaces another of the same voter and decision. */
export const isNewerBallot = (studio: Studio, ballot: BallotMessage, than: BallotMessage): boolean =>
  ballot.sequence === than.sequence
    ? hashBallot(studio, ballot) < hashBallot(studio, than)
    : ballot.sequence > than.sequence;

export const gates = { shareholders: 1, coinHolders: 2, subscribers: 4 } as const;

export interface AccessRule {
  /** Sum of `gates`; zero is everyone. */
  gates: number;
  /** Whether a voter has to pass all gates instead of one. */
  needsAll: boolean;
  /** In smallest units of the artist's coin. */
  coinUnit: bigint;
}

/** What is known of a voter at the snapshot. */
export interface Standing {
  /** Shares of all masters of the artist. */
  shares: bigint;
  /** The artist's coin, held and staked, in smallest units. */
  coins: bigint;
  isProducer: boolean;
  /** Attested by the relay. */
  isSubscriber: boolean;
}

const MAX_COIN_WEIGHT = 50n;

/** `min(50, ⌊√(coins / unit)⌋)` */
export function coinWeight(coins: bigint, unit: bigint): number {
  const units = coins / unit;
  let root = 0n;
  while (root < MAX_COIN_WEIGHT && (root + 1n) ** 2n <= units) root++;
  return Number(root);
}

export function mayVote(rule: AccessRule, standing: Standing): boolean {
  if (rule.gates === 0) return true;
  const passes: readonly (readonly [gate: number, isPassed: boolean])[] = [
    [gates.shareholders, standing.shares > 0n],
    [gates.coinHolders, standing.coins >= rule.coinUnit],
    [gates.subscribers, standing.isSubscriber],
  ];
  const asked = passes.filter(([gate]) => (rule.gates & gate) !== 0).map(([, isPassed]) => isPassed);
  return rule.needsAll ? asked.every(Boolean) : asked.some(Boolean);
}

/** The highest weight that applies, of equal ones by the later class; zero where the voter may not vote. */
export function weigh(rule: AccessRule, standing: Standing): { weight: number; class: WeightClass } {
  if (!mayVote(rule, standing)) return { weight: 0, class: "everyone" };
  const applying: { weight: number; class: WeightClass }[] = [
    { weight: 1, class: "everyone" },
    { weight: standing.isSubscriber ? 2 : 0, class: "subscriber" },
    { weight: standing.shares > 0n ? 3 : 0, class: "shareholder" },
    { weight: coinWeight(standing.coins, rule.coinUnit), class: "coin-holder" },
    { weight: standing.isProducer ? 5 : 0, class: "producer" },
  ];
  return applying.reduce((best, next) => (next.weight >= best.weight ? next : best));
}
