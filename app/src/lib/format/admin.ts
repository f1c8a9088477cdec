import type { Hex } from "./network.ts";

/** What a call of the platform's contracts does, in words. */
export interface CallWords {
  readonly title: string;
  readonly detail: string | null;
  /** Whether this app cannot say what the call does. Warning: nobody should sign it blindly. */
  readonly isUnknown: boolean;
}

const WEEK = 7 * 24 * 60 * 60;

export type OperationStatus = "waiting" | "ready" | "expired" | "executed" | "cancelled";

/** A delayed operation of the AccessManager. */
export interface AdminOperation {
  readonly id: Hex;
  readonly status: OperationStatus;
  readonly caller: Hex;
  readonly target: Hex;
  readonly data: Hex;
  readonly scheduledAt: number;
  readonly executableAt: number;
  readonly expiresAt: number;
  readonly settledAt: number | null;
}

/** Where an operation stands; one that nobody executed within a week of its time has expired. */
export function operationStatus(
  stored: "Scheduled" | "Executed" | "Canceled",
  executableAt: number,
  now: number,
): OperationStatus {
  if (stored === "Executed") return "executed";
  if (stored === "Canceled") return "cancelled";
  if (now < executableAt) return "waiting";
  return now < executableAt + WEEK ? "ready" : "expired";
}

/** From when on an operation can no longer be executed. */
export function expiryOf(executableAt: number): number {
  return executableAt + WEEK;
}

export interface PauseRecord {
  readonly from: number;
  readonly until: number;
  readonly isEndedEarly: boolean;
}

/** What may be done about pausing now, by the rules of the switchboard: 14 days at most, and 14 days in between. */
export type PauseChoice =
  | { readonly kind: "running"; readonly until: number }
  | { readonly kind: "resting"; readonly from: number }
  | { readonly kind: "possible" };

const MOST_FEE = 500;
const MOST_HOURS = 24 * 365;

/** A typed percentage in basis points; null unless it is one from 0 to 5 with at most two digits after the point. */
export function parseFee(text: string): number | null {
  const match = /^(\d)(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const fee = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fee <= MOST_FEE ? fee : null;
}

/** Typed hours that an account has to wait; null unless they are a whole number up to a year. */
export function parseWaitingHours(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,4}$/.test(trimmed) && Number(trimmed) <= MOST_HOURS ? Number(trimmed) : null;
}

const PAUSE_LENGTH = 14 * 24 * 60 * 60;

export function pauseChoice(newest: PauseRecord | null, now: number): PauseChoice {
  if (newest === null) return { kind: "possible" };
  if (newest.from <= now && now < newest.until) return { kind: "running", until: newest.until };
  const from = newest.until + PAUSE_LENGTH;
  return now < from ? { kind: "resting", from } : { kind: "possible" };
}
