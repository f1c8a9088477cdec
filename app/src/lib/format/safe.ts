import { isAddress, isSameAddress } from "./address.ts";
import { ZERO_ADDRESS, type Hex } from "./network.ts";

/** A multisig as its contract says. */
export interface SafeState {
  readonly address: Hex;
  readonly owners: readonly Hex[];
  readonly threshold: number;
  /** The number that the next transaction has to carry. */
  readonly nonce: number;
}

/** A call that the Safe is to make. Delegate calls and refunds are never proposed here. */
export interface SafeTransaction {
  readonly to: Hex;
  readonly value: bigint;
  readonly data: Hex;
  readonly nonce: number;
}

export interface OwnerSignature {
  readonly owner: Hex;
  readonly signature: Hex;
}

/** A transaction of a Safe with the signatures collected so far. */
export interface SafeProposal {
  readonly chainId: number;
  readonly safe: Hex;
  readonly transaction: SafeTransaction;
  readonly signatures: readonly OwnerSignature[];
}

const FORMAT = "audifi-safe-1";
const BYTES = /^0x(?:[0-9a-fA-F]{2})*$/;
const SIGNATURE = /^0x[0-9a-fA-F]{130}$/;

/** Identifies what is proposed, whoever signed it. */
export function proposalKey({ chainId, safe, transaction }: SafeProposal): string {
  const { to, value, data, nonce } = transaction;
  return [chainId, safe, to, value, data, nonce].join(":").toLowerCase();
}

/** The proposal as a text that owners pass on, for instance in a chat. */
export function writeProposal({ chainId, safe, transaction, signatures }: SafeProposal): string {
  const { to, value, data, nonce } = transaction;
  const fields = {
    ...{ to, value: value.toString(), data, operation: 0 },
    ...{ safeTxGas: "0", baseGas: "0", gasPrice: "0", gasToken: ZERO_ADDRESS, refundReceiver: ZERO_ADDRESS },
    nonce,
  };
  return JSON.stringify({ format: FORMAT, chainId, safe, transaction: fields, signatures }, null, 2);
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readTransaction(value: unknown): SafeTransaction | string {
  if (!isFields(value)) return "It names no transaction.";
  const { to, value: coins, data, operation, nonce } = value;
  const gas = [value.safeTxGas, value.baseGas, value.gasPrice].some((amount) => String(amount ?? 0) !== "0");
  const refund = [value.gasToken, value.refundReceiver].some(
    (address) => address !== undefined && !isSameAddress(String(address), ZERO_ADDRESS),
  );
  if (operation !== 0) return "It lets foreign code act as the Safe, which this page refuses.";
  if (gas || refund) return "It pays somebody for executing it, which this page refuses.";
  if (typeof to !== "string" || !isAddress(to)) return "Its target is no address.";
  if (typeof data !== "string" || !BYTES.test(data)) return "Its call cannot be read.";
  if (typeof coins !== "string" || !/^\d{1,30}$/.test(coins)) return "Its amount cannot be read.";
  if (typeof nonce !== "number" || !Number.isSafeInteger(nonce) || nonce < 0)
    return "Its number cannot be read.";
  return { to, value: BigInt(coins), data: data as Hex, nonce };
}

function isSignature(value: unknown): value is OwnerSignature {
  if (!isFields(value)) return false;
  return isAddress(String(value.owner)) && SIGNATURE.test(String(value.signature));
}

/** Reads what `writeProposal` wrote, on whichever machine. The signatures still have to be checked. */
export function readProposal(text: string): SafeProposal | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "This is not a proposal: it cannot be read as JSON." };
  }
  if (!isFields(value) || value.format !== FORMAT) return { problem: "This is not a proposal of this page." };
  const { chainId, safe, signatures } = value;
  if (typeof chainId !== "number" || typeof safe !== "string" || !isAddress(safe)) {
    return { problem: "It names no network or no Safe." };
  }
  const transaction = readTransaction(value.transaction);
  if (typeof transaction === "string") return { problem: transaction };
  if (!Array.isArray(signatures) || !signatures.every(isSignature)) {
    return { problem: "Its signatures cannot be read." };
  }
  return {
    chainId,
    safe,
    transaction,
    signatures: signatures.map(({ owner, signature }) => ({ owner, signature })),
  };
}

/** Both sets of signatures, one for each owner. */
export function mergeSignatures(
  known: readonly OwnerSignature[],
  more: readonly OwnerSignature[],
): readonly OwnerSignature[] {
  const merged = [...known];
  for (const entry of more) {
    if (!merged.some(({ owner }) => isSameAddress(owner, entry.owner))) merged.push(entry);
  }
  return merged;
}

/** How far a proposal is; signatures of former owners do not count. */
export interface ProposalProgress {
  readonly signed: readonly Hex[];
  readonly missing: number;
  /** Null when it can be executed now. */
  readonly obstacle: string | null;
}

/** Whether its number is taken, by itself or by another, so that it can never be executed any more. */
export function isSpent({ transaction }: SafeProposal, safe: SafeState): boolean {
  return transaction.nonce < safe.nonce;
}

export function proposalProgress(proposal: SafeProposal, safe: SafeState): ProposalProgress {
  const signed = safe.owners.filter((owner) =>
    proposal.signatures.some((entry) => isSameAddress(entry.owner, owner)),
  );
  const missing = Math.max(0, safe.threshold - signed.length);
  return { signed, missing, obstacle: obstacleOf(proposal.transaction.nonce, safe.nonce, missing) };
}

function obstacleOf(nonce: number, next: number, missing: number): string | null {
  if (missing > 0) return `${missing} more ${missing === 1 ? "owner has" : "owners have"} to sign.`;
  if (nonce > next) return `Number ${next} comes first.`;
  return null;
}
