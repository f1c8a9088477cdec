import { type PrivateKeyAccount, keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { DemoWallet } from "../../wallets.ts";

/** Everybody who takes part: the demo wallets by role, and a crowd of listeners whom nobody signs in as. */
export interface Cast {
  artists: PrivateKeyAccount[];
  fans: PrivateKeyAccount[];
  crowd: PrivateKeyAccount[];
}

const CROWD = 22;

export function gatherCast(wallets: readonly DemoWallet[]): Cast {
  const accounts = (role: DemoWallet["role"]): PrivateKeyAccount[] =>
    wallets.filter((wallet) => wallet.role === role).map(({ key }) => privateKeyToAccount(key));
  const artists = accounts("artist");
  const fans = accounts("fan");
  if (artists.length < 3 || fans.length < 3)
    throw new Error("the catalogue needs three artists and three fans");
  const crowd = Array.from({ length: CROWD }, (_, index) =>
    privateKeyToAccount(keccak256(stringToHex(`audifi listener ${index}`))),
  );
  return { artists, fans, crowd };
}
