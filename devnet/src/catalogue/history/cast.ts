import { type PrivateKeyAccount, keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { DemoWallet } from "../../wallets.ts";
import { artists } from "../content/index.ts";

type Account = PrivateKeyAccount;

/** Everybody who takes part: the demo wallets by role, and a crowd of listeners whom nobody signs in as. */
export interface Cast {
  /** In the order of `artists`; the demo wallets come first. */
  artists: Account[];
  /** Ada, Ben, Chioma and Dario, then the producer and the voter. */
  fans: [Account, Account, Account, Account, Account, Account];
  /** Owners of the Safe. */
  operators: Account[];
  crowd: Account[];
}

const CROWD = 340;

export function gatherCast(wallets: readonly DemoWallet[]): Cast {
  const accounts = (role: DemoWallet["role"]): Account[] =>
    wallets.filter((wallet) => wallet.role === role).map(({ key }) => privateKeyToAccount(key));
  const invent = (who: string, count: number): Account[] =>
    Array.from({ length: count }, (_, index) =>
      privateKeyToAccount(keccak256(stringToHex(`audifi ${who} ${index}`))),
    );
  const known = accounts("artist");
  const fans = [...accounts("fan"), ...accounts("producer"), ...accounts("voter")];
  const operators = accounts("operator");
  if (known.length < 3 || fans.length !== 6 || operators.length < 2)
    throw new Error("the catalogue needs three artists, four fans, a producer, a voter and two operators");
  return {
    artists: [...known, ...invent("artist", artists.length - known.length)],
    fans: fans as Cast["fans"],
    operators,
    crowd: invent("listener", CROWD),
  };
}
