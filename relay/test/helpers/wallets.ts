import type { PrivateKeyAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import type { WalletNonce, WalletPurpose } from "../../src/protocol/auth.ts";
import type { Browser } from "./people.ts";
import { APP_ORIGIN } from "./config.ts";

type SiweFields = Parameters<typeof createSiweMessage>[0];

/** A message as the app has a wallet sign it, with a nonce of the relay. */
export const signWalletMessage = async (
  browser: Browser,
  account: PrivateKeyAccount,
  purpose: WalletPurpose = "sign-in",
  changes: Partial<SiweFields> = {},
) => {
  const answer = await browser.post("/v1/auth/wallet/nonce", { purpose });
  const { nonce, statement, chainId } = (await answer.json()) as WalletNonce;
  const message = createSiweMessage({
    ...{ address: account.address, domain: new URL(APP_ORIGIN).host, uri: APP_ORIGIN, version: "1" },
    ...{ nonce, statement, chainId, issuedAt: new Date() },
    ...changes,
  });
  return { message, signature: await account.signMessage({ message }) };
};
