import { type Hex, hashMessage, hashTypedData, isAddressEqual, recoverAddress } from "viem";
import { type UploadTicketMessage, uploadTicketTypedData } from "@audifi/contracts/typed-data";
import { RelayError } from "../errors.ts";
import type { Chain } from "../plugins/chain.ts";

const HALF_CURVE_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const ERC6492_SUFFIX = "6492".repeat(16);

interface Signed {
  account: Hex;
  hash: Hex;
  signature: Hex;
}

const recover = async (hash: Hex, signature: Hex): Promise<Hex | undefined> => {
  try {
    return await recoverAddress({ hash, signature });
  } catch {
    return undefined;
  }
};

/** Only with a low s, so that nobody can make a second valid signature from it. Undefined: another key's, or none. */
const judgeKey = async ({ account, hash, signature }: Signed): Promise<boolean | undefined> => {
  if (signature.length !== 2 + 65 * 2) return undefined;
  const signer = await recover(hash, signature);
  if (!signer || !isAddressEqual(signer, account)) return undefined;
  return BigInt(`0x${signature.slice(66, 130)}`) <= HALF_CURVE_ORDER;
};

/** For contracts that take signatures of keys only. */
export const isSignedByKey = async (signed: Signed): Promise<boolean> => (await judgeKey(signed)) ?? false;

/**
 * Whether `signature` is the account's. A key's signature is judged here. Anything else is a question to the account's
 * code (ERC-1271), which may still have to be deployed (ERC-6492).
 */
const isSignedBy = async (chain: Chain, { account, hash, signature }: Signed): Promise<boolean> => {
  const verdict = await judgeKey({ account, hash, signature });
  return verdict ?? isAcceptedByCode(chain, account, hash, signature);
};

export const requireTicketSignature = async (
  chain: Chain,
  chainId: number,
  ticket: UploadTicketMessage,
  signature: Hex,
): Promise<void> => {
  const hash = hashTypedData(uploadTicketTypedData(chainId, ticket));
  if (await isSignedBy(chain, { account: ticket.account, hash, signature })) return;
  throw new RelayError("pin.signature_invalid", "The signature does not belong to this account and ticket.");
};

export const requireCommentSignature = async (chain: Chain, signed: Signed): Promise<void> => {
  if (await isSignedBy(chain, signed)) return;
  throw new RelayError(
    "comment.signature_invalid",
    "The signature does not belong to this account and text.",
  );
};

/** For messages that wallets show as text (EIP-191). */
export const requireMessageSignature = async (
  chain: Chain,
  { account, message, signature }: { account: Hex; message: string; signature: Hex },
): Promise<void> => {
  if (await isSignedBy(chain, { account, hash: hashMessage(message), signature })) return;
  throw new RelayError("auth.signature_invalid", "The signature does not belong to this wallet and message.");
};

const isAcceptedByCode = async (chain: Chain, account: Hex, hash: Hex, signature: Hex): Promise<boolean> => {
  try {
    if (!signature.endsWith(ERC6492_SUFFIX)) {
      const code = await chain.getCode({ address: account });
      if (code === undefined || code === "0x") return false;
    }
    return await chain.verifyHash({ address: account, hash, signature });
  } catch (cause) {
    throw new RelayError(
      "chain.unavailable",
      "The network that knows this account is not reachable. Try again.",
      {
        cause,
        retryAfterSeconds: 5,
      },
    );
  }
};
