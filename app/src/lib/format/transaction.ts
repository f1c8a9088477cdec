import type { Hex } from "./network.ts";
import type { Reason } from "./outcome.ts";

export const STAGES = [
  "sent",
  "missing",
  "indexing",
  "done",
  "failed",
  "cancelled",
  "replaced",
  "unknown",
] as const;
export type Stage = (typeof STAGES)[number];

/** What a transaction asks for, by which a replacement is told from a copy with a higher fee. */
export interface Sighting {
  readonly account: Hex;
  readonly nonce: number;
  /** Hash of receiver, value and data. */
  readonly fingerprint: Hex;
  /** A block in which it was not mined yet. */
  readonly block: number;
}

/** A transaction that this browser sent. */
export interface TransactionRecord {
  readonly hash: Hex;
  readonly label: string;
  readonly stage: Stage;
  readonly account: Hex | null;
  /** Milliseconds of this device's clock. */
  readonly sentAt: number;
  /** Null until a node has seen it. */
  readonly sighting: Sighting | null;
  /** The transaction with the same place in the account's order that was mined instead. */
  readonly replacedBy: Hex | null;
  /** Why it was refused, where that could be found out. */
  readonly reason: Reason | null;
  /** What it is about to change, such as `claim:0x…`; pages mark these until the subgraph has confirmed them. */
  readonly subjects: readonly string[];
  readonly isDismissed: boolean;
}

const UNDER_WAY: ReadonlySet<Stage> = new Set(["sent", "missing", "indexing"]);

export function isUnderWay({ stage }: Pick<TransactionRecord, "stage">): boolean {
  return UNDER_WAY.has(stage);
}

const MOST_RECORDS = 60;
const KEPT_FOR = 90 * 24 * 60 * 60 * 1000;

function isHash(value: unknown): value is Hex {
  return /^0x[0-9a-f]{64}$/i.test(String(value));
}

function readRecord(value: unknown): TransactionRecord | null {
  const raw = (typeof value === "object" && value !== null ? value : {}) as Partial<TransactionRecord>;
  if (!isHash(raw.hash) || typeof raw.label !== "string" || typeof raw.sentAt !== "number") return null;
  const sighting = raw.sighting ?? null;
  return {
    hash: raw.hash,
    label: raw.label,
    stage: STAGES.find((stage) => stage === raw.stage) ?? "sent",
    account: raw.account ?? null,
    sentAt: raw.sentAt,
    sighting: sighting !== null && Number.isSafeInteger(sighting.nonce) ? sighting : null,
    replacedBy: isHash(raw.replacedBy) ? raw.replacedBy : null,
    reason:
      typeof raw.reason?.title === "string" && typeof raw.reason.detail === "string" ? raw.reason : null,
    subjects: Array.isArray(raw.subjects) ? raw.subjects.map(String) : [],
    isDismissed: raw.isDismissed === true,
  };
}

/** What a device had kept, newest first; whatever cannot be read is left out. */
export function readRecords(text: string | null, now: number): readonly TransactionRecord[] {
  let list: unknown;
  try {
    list = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  return list
    .map(readRecord)
    .filter((record) => record !== null)
    .filter((record) => isUnderWay(record) || now - record.sentAt < KEPT_FOR);
}

/** Puts a record first, in the place of an older one of the same transaction. */
export function withRecord(
  list: readonly TransactionRecord[],
  record: TransactionRecord,
): readonly TransactionRecord[] {
  const others = list.filter(({ hash }) => hash !== record.hash);
  const kept = [record, ...others];
  return kept.filter((each, index) => index < MOST_RECORDS || isUnderWay(each));
}
