import type { NetworkConfig } from "#lib/format/network.ts";
import type { Answer } from "#lib/format/answer.ts";
import type { WalletProof } from "#lib/relay/auth.ts";

/** Has the connected wallet sign a message of the relay, to sign in with it or to add it to an account. */
export async function proveWallet(
  network: NetworkConfig,
  relayUrl: string,
  purpose: "sign-in" | "link",
): Promise<Answer<WalletProof>> {
  const [{ requestNonce }, { signSignInMessage }] = await Promise.all([
    import("#lib/relay/auth.ts"),
    import("#lib/chain/sign-in-message.ts"),
  ]);
  const asked = await requestNonce(relayUrl, purpose);
  if (asked.status !== "done") return asked;
  const signed = await signSignInMessage(network, asked.value);
  if (signed.status !== "done") return signed;
  const { message, signature } = signed;
  return { status: "done", value: { message, signature } };
}
