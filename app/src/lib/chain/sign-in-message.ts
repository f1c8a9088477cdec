import { getAddress } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "./config.ts";
import { explainError, isCancellation } from "./errors.ts";
import { getAccount, signMessage } from "./wagmi.ts";

interface Request {
  readonly nonce: string;
  readonly statement: string;
  readonly chainId: number;
}

type Signed =
  | { readonly status: "done"; readonly message: string; readonly signature: Hex }
  | { readonly status: "cancelled" }
  | { readonly status: "away"; readonly reason: Reason };

/** Has the connected wallet sign who it is, for this site only (EIP-4361). */
export async function signSignInMessage(
  network: NetworkConfig,
  { nonce, statement, chainId }: Request,
): Promise<Signed> {
  const config = wagmiConfig(network);
  const { address } = getAccount(config);
  if (!address) {
    const reason = { title: "No wallet is connected", detail: "Connect a wallet and try again." };
    return { status: "away", reason };
  }
  const { host, origin } = window.location;
  const message = createSiweMessage({
    ...{ domain: host, uri: origin, version: "1", address: getAddress(address) },
    ...{ statement, nonce, chainId, issuedAt: new Date() },
  });
  try {
    return { status: "done", message, signature: await signMessage(config, { account: address, message }) };
  } catch (error) {
    return isCancellation(error) ? { status: "cancelled" } : { status: "away", reason: explainError(error) };
  }
}
