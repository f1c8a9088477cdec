const BASIS = 10_000n;
const TENTHS = 10n;
const DAY = 24 * 60 * 60;
const YEAR = BigInt(365 * DAY);
const ACC_BITS = 80n;

/** Index is the number of the lock in the contract. */
export const LOCKS = [
  { lock: 0, name: "No lock", days: 0, votes: 15n, weight: 10n },
  { lock: 1, name: "30 days", days: 30, votes: 20n, weight: 12n },
  { lock: 2, name: "90 days", days: 90, votes: 30n, weight: 16n },
  { lock: 3, name: "365 days", days: 365, votes: 50n, weight: 22n },
] as const;

export type LockTerms = (typeof LOCKS)[number];
export type LockNumber = LockTerms["lock"];

/** The stream of rewards as it was last brought up to date; amounts in smallest units. */
export interface RewardStream {
  /** Rewards per tenth of weight, times 2^80. */
  readonly acc: bigint;
  readonly reserve: bigint;
  /** Σ amount × reward weight in tenths. */
  readonly weight: bigint;
  readonly principal: bigint;
  readonly updatedAt: number;
  /** Per second at a factor of 10,000. */
  readonly baseRate: bigint;
  /** In basis points. */
  readonly rateFactor: bigint;
  /** Most that a weight of one earns in a year, in basis points. */
  readonly cap: bigint;
}

/** What an account has settled of the stream. */
export interface RewardAccount {
  readonly weight: bigint;
  readonly paid: bigint;
  readonly owed: bigint;
}

function emitted(stream: RewardStream, elapsed: bigint): bigint {
  const base = (stream.baseRate * stream.rateFactor * elapsed) / BASIS;
  const most = (stream.weight * stream.cap * elapsed) / (TENTHS * BASIS * YEAR);
  const due = most < base ? most : base;
  return stream.reserve < due ? stream.reserve : due;
}

/** The stream at a time, as the contract would bring it up to date then. */
export function streamAt(stream: RewardStream, time: number): RewardStream {
  const elapsed = BigInt(Math.max(0, time - stream.updatedAt));
  const amount = emitted(stream, elapsed);
  const updatedAt = Math.max(time, stream.updatedAt);
  if (amount === 0n) return { ...stream, updatedAt };
  const acc = stream.acc + (amount << ACC_BITS) / stream.weight;
  return { ...stream, acc, reserve: stream.reserve - amount, updatedAt };
}

/** What an account can claim at a time, exact to the smallest unit. */
export function rewardsAt(stream: RewardStream, account: RewardAccount, time: number): bigint {
  const { acc } = streamAt(stream, time);
  return account.owed + ((account.weight * (acc - account.paid)) >> ACC_BITS);
}

/** What the stream pays in a year at today's rate to today's stakers, the reserve's end aside. */
export function yearlyRewards({ baseRate, rateFactor, weight, cap, reserve }: RewardStream): bigint {
  if (reserve === 0n) return 0n;
  const base = (baseRate * rateFactor * YEAR) / BASIS;
  const most = (weight * cap) / (TENTHS * BASIS);
  return most < base ? most : base;
}

/**
 * What coins in a lock earn in a year if nothing changed, in basis points of principal. `added` are coins that the
 * account would put into it, which everybody's part is then thinned by.
 */
export function yieldOf(stream: RewardStream, { weight }: LockTerms, added = 0n): number {
  if (stream.reserve === 0n) return 0;
  const all = stream.weight + added * weight;
  const base = (stream.baseRate * stream.rateFactor * YEAR) / BASIS;
  // In hundredths of a basis point of a weight of one, so that small yields are not rounded away.
  const shared = all === 0n ? null : (base * BASIS * 100n * TENTHS) / all;
  const most = stream.cap * 100n;
  const perWeight = shared === null || shared > most ? most : shared;
  return Number((perWeight * weight) / TENTHS) / 100;
}

/** Votes of coins in a lock, in smallest units of the coin. */
export function votesOf(amount: bigint, { votes }: LockTerms): bigint {
  return (amount * votes) / TENTHS;
}

/** "1.5×". */
export function formatTenths(tenths: bigint): string {
  return `${tenths / TENTHS}${tenths % TENTHS === 0n ? "" : `.${tenths % TENTHS}`}×`;
}

export interface StakePosition {
  readonly terms: LockTerms;
  readonly amount: bigint;
  /** Zero for no lock. */
  readonly unlockAt: number;
}

export type LockState = "free" | "locked" | "over";

/** Without lock it is free; a lock that is over waits to be moved or taken out. */
export function lockState({ terms, unlockAt }: StakePosition, now: number): LockState {
  if (terms.days === 0) return "free";
  return unlockAt > now ? "locked" : "over";
}

/** When coins that are added now can leave; everything in the position waits with them. */
export function unlockAfter({ days }: LockTerms, now: number): number {
  return days === 0 ? 0 : now + days * DAY;
}
