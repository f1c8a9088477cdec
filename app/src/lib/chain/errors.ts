import {
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  InvalidAddressError,
  TimeoutError,
  UserRejectedRequestError,
} from "viem";
import type { Reason } from "#lib/format/outcome.ts";
import { wordsForError } from "./error-words.ts";

const USER_REJECTED = 4001;

function find<Kind extends Error>(error: unknown, isKind: (candidate: unknown) => boolean): Kind | null {
  if (!(error instanceof BaseError)) return null;
  return error.walk(isKind) as Kind | null;
}

/** Whether the person said no in the wallet; wallets wrap that in different ways. */
export function isCancellation(error: unknown): boolean {
  if (find(error, (candidate) => candidate instanceof UserRejectedRequestError)) return true;
  return hasCode(error, USER_REJECTED);
}

function hasCode(error: unknown, code: number, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 6) return false;
  const { code: own, cause } = error as { code?: unknown; cause?: unknown };
  return own === code || hasCode(cause, code, depth + 1);
}

/** Errors of wagmi for a wallet that moved on between the check and the signature. */
const CHANGED_WALLET = new Set(["ConnectorAccountNotFoundError", "ConnectorChainMismatchError"]);

function isChangedWallet(error: unknown): boolean {
  return error instanceof Error && (CHANGED_WALLET.has(error.name) || isChangedWallet(error.cause));
}

function technicalOf(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

/** What went wrong, in plain words. */
export function explainError(error: unknown): Reason {
  const technical = technicalOf(error);
  const reverted = find<ContractFunctionRevertedError>(
    error,
    (candidate) => candidate instanceof ContractFunctionRevertedError,
  );
  if (reverted?.data) {
    const [title, detail] = wordsForError(reverted.data.errorName, reverted.data.args ?? []);
    return { title, detail, technical: reverted.data.errorName };
  }
  const mistyped = find<InvalidAddressError>(error, (candidate) => candidate instanceof InvalidAddressError);
  if (mistyped) {
    return {
      title: "An address is mistyped",
      detail:
        "A character of it is wrong: it does not match its own checksum. Nothing was sent; copy it again.",
      technical,
    };
  }
  if (isChangedWallet(error)) {
    return {
      title: "Your wallet changed in the meantime",
      detail: "It shows another account or network than the one you began with. Nothing was sent; try again.",
      technical,
    };
  }
  if (
    find(error, (candidate) => candidate instanceof InsufficientFundsError) ||
    /insufficient funds/i.test(technical)
  ) {
    return {
      title: "Not enough coins for this",
      detail: "Your wallet does not hold the amount plus the network's fee. Nothing was paid.",
      technical,
    };
  }
  if (
    find(error, (candidate) => candidate instanceof HttpRequestError || candidate instanceof TimeoutError)
  ) {
    return {
      title: "The network does not answer",
      detail: "Nothing was sent. Check your connection and try again in a moment.",
      technical,
    };
  }
  return {
    title: "This did not go through",
    detail: "Nothing was changed. Try again, and report it if it stays that way.",
    technical,
  };
}
