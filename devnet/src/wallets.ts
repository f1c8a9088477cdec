import { mnemonicToAccount, privateKeyToAddress } from "viem/accounts";
import { bytesToHex, type Hex } from "viem";

export interface DemoWallet {
  readonly name: string;
  readonly role: "artist" | "fan" | "producer" | "voter" | "operator";
  readonly address: Hex;
  readonly key: Hex;
}

/** Known to the whole world through every Ethereum tool. Warning: whatever is sent to these keys elsewhere is lost. */
const LOCAL_ONLY_MNEMONIC = "test test test test test test test test test test test junk";

/** Wallet 0 deploys and is nobody: a person must not be able to sign as the deployer in the dialog. */
const people: readonly (readonly [index: number, name: string, role: DemoWallet["role"]])[] = [
  [1, "Halden Pier", "artist"],
  [2, "Marisol Okoro", "artist"],
  [3, "The Low Tides", "artist"],
  [4, "Ada", "fan"],
  [5, "Ben", "fan"],
  [6, "Chioma", "fan"],
  [7, "Dario", "fan"],
  [8, "Juno Park", "producer"],
  [9, "Vera", "voter"],
  [10, "Operator one", "operator"],
  [11, "Operator two", "operator"],
  [12, "Operator three", "operator"],
];

/** The seed takes longest, so all keys are derived from one. */
const parent = mnemonicToAccount(LOCAL_ONLY_MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey();

function keyAt(index: number): { address: Hex; key: Hex } {
  const { privateKey } = parent.deriveChild(index);
  if (privateKey === null) throw new Error(`No private key at index ${index} of the local mnemonic.`);
  const key = bytesToHex(privateKey);
  return { address: privateKeyToAddress(key), key };
}

export const deployer = keyAt(0);

/** Pays for the votes and delegations that the relay sends; it has no role. */
export const gasPayer = keyAt(people.length + 1);

/** Signs receipts of studio ballots and publishes what was counted: the relay has one key. Local only. */
export const studioRelay = { ...gasPayer };

export const demoWallets: readonly DemoWallet[] = people.map(([index, name, role]) => ({
  name,
  role,
  ...keyAt(index),
}));

/** How many accounts the local chain funds at its start. */
export const fundedAccounts = people.length + 1;
