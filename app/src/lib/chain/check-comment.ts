import { commentTypedData } from "@audifi/contracts/typed-data";
import { hashTypedData, recoverTypedDataAddress } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import type { CommentProof } from "#lib/format/activity.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";

/** Asks the chain whether an account that is a contract stands by a signature; throws where the node does not say. */
type AskAccount = (account: Hex, hash: Hex, signature: Hex) => Promise<boolean>;

/** ERC-1271, and ERC-6492 for an account that is not deployed yet. */
function askChain(network: NetworkConfig): AskAccount {
  return async (address, hash, signature) => {
    const [{ verifyHash }, { wagmiConfig }, { getClient }] = await Promise.all([
      import("viem/actions"),
      import("./config.ts"),
      import("./wagmi.ts"),
    ]);
    const client = getClient(wagmiConfig(network));
    if (!client) throw new Error("There is no client of this network.");
    return verifyHash(client, { address, hash, signature });
  };
}

/**
 * Whether an account signed these words about this master, in this browser's own judgement: the relay that keeps comments
 * is not believed. A key's signature costs no request.
 */
export async function checkComment(
  network: NetworkConfig,
  master: Hex,
  comment: CommentProof,
  ask: AskAccount = askChain(network),
): Promise<"signed" | "not-signed" | "unknown"> {
  const { id, account, text, time, nonce, signature } = comment;
  try {
    const typed = commentTypedData(network.chainId, { account, master, text, time: BigInt(time), nonce });
    const hash = hashTypedData(typed);
    if (hash !== id.toLowerCase()) return "not-signed";
    const signer = await recoverTypedDataAddress({ ...typed, signature }).catch(() => null);
    if (isSameAddress(signer, account)) return "signed";
    return (await ask(account, hash, signature)) ? "signed" : "not-signed";
  } catch {
    return "unknown";
  }
}
