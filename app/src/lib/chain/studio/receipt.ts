import { type BallotMessage, hashBallot, receiptTypedData } from "@audifi/contracts/ballots";
import { recoverTypedDataAddress } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { studioAt } from "./sign-ballot.ts";

interface Receipt {
  readonly ballot: Hex;
  readonly receivedAt: number;
  readonly signature: Hex;
}

/** Whether a receipt is for this ballot and signed by the one who has to, so that it proves something in a contest. */
export async function isReceiptGood(
  network: NetworkConfig,
  signer: Hex | null,
  ballot: BallotMessage,
  receipt: Receipt,
): Promise<boolean> {
  const studio = studioAt(network);
  if (hashBallot(studio, ballot) !== receipt.ballot) return false;
  try {
    const typed = receiptTypedData(studio, receipt.ballot, receipt.receivedAt);
    return isSameAddress(signer, await recoverTypedDataAddress({ ...typed, signature: receipt.signature }));
  } catch {
    return false;
  }
}
