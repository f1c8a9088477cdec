import type { Hex } from "#lib/format/network.ts";

export interface DemoWallet {
  readonly name: string;
  readonly role: string;
  readonly address: Hex;
  readonly key: Hex;
}

function isDemoWallet(value: unknown): value is DemoWallet {
  if (typeof value !== "object" || value === null) return false;
  const { name, role, address, key } = value as Record<string, unknown>;
  return (
    typeof name === "string" &&
    typeof role === "string" &&
    /^0x[0-9a-fA-F]{40}$/.test(String(address)) &&
    /^0x[0-9a-fA-F]{64}$/.test(String(key))
  );
}

export function readDemoWallets(text: string): readonly DemoWallet[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isDemoWallet)) {
    throw new Error("AUDIFI_DEMO_WALLETS must be a JSON list of { name, role, address, key }");
  }
  return value.map(({ name, role, address, key }) => ({ name, role, address, key }));
}
