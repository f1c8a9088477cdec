/** Whether somebody signed a ballot: accounts with a key here, wallets that are contracts by asking the chain. */
import { type Hex, isAddressEqual, recoverTypedDataAddress } from "viem";
import { verifyTypedData } from "viem/actions";

import { type BallotMessage, ballotTypedData, type Studio } from "./ballots.ts";
import type { Reader } from "./holdings.ts";

const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const KEY_SIGNATURE = 132;

/** @param blockNumber When wallets that are contracts (ERC-1271, ERC-6492) are asked; now unless given. */
export async function isBallotSigned(
  client: Reader,
  studio: Studio,
  message: BallotMessage,
  signature: Hex,
  blockNumber?: bigint,
): Promise<boolean> {
  const typedData = ballotTypedData(studio, message);
  if (signature.length === KEY_SIGNATURE) {
    // The other root is as valid to a curve, and no contract of ours takes it.
    if (BigInt(`0x${signature.slice(66, 130)}`) > HALF_ORDER) return false;
    const signer = await recoverTypedDataAddress({ ...typedData, signature }).catch(() => undefined);
    if (signer !== undefined && isAddressEqual(signer, message.voter)) return true;
  }
  const at = blockNumber === undefined ? {} : { blockNumber };
  return verifyTypedData(client, { ...typedData, address: message.voter, signature, ...at });
}
