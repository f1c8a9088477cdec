import { getAddress, isAddress } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { getBytecode } from "./wagmi.ts";

export type RecipientCheck =
  | { readonly problem: string }
  /** A contract may be a wallet (a Safe), or something that can never give back what it gets. */
  | { readonly address: Hex; readonly isContract: boolean };

/** An account that lets a contract act for it (EIP-7702) is still a person's account. */
const DELEGATION = "0xef0100";

function readAddress(text: string): Hex | { readonly problem: string } {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    return { problem: "Enter the receiver's address: 0x and 40 characters." };
  }
  const address = getAddress(text);
  // Written in mixed case, an address carries a checksum.
  if (/[a-f]/.test(text.slice(2)) && /[A-F]/.test(text.slice(2)) && !isAddress(text, { strict: true })) {
    return { problem: "A character is wrong: the address does not match its own checksum. Copy it again." };
  }
  return address;
}

async function isContract(network: NetworkConfig, address: Hex): Promise<boolean> {
  try {
    const code = await getBytecode(wagmiConfig(network), { address });
    return code !== undefined && code !== "0x" && !code.startsWith(DELEGATION);
  } catch {
    // The simulation of what is sent goes through the same node and will say so.
    return false;
  }
}

/** Whether something can sensibly be sent to what a person typed; `own` is the sender, `never` are contracts of the app. */
export async function checkRecipient(
  network: NetworkConfig,
  typed: string,
  { own, never }: { readonly own: Hex | null; readonly never: readonly Hex[] },
): Promise<RecipientCheck> {
  const address = readAddress(typed.trim());
  if (typeof address !== "string") return address;
  if (isSameAddress(address, ZERO_ADDRESS))
    return { problem: "Nobody can use what is sent to this address." };
  if (isSameAddress(address, own)) return { problem: "This is your own account." };
  const { registry, vault } = network.deployment ?? {};
  if ([registry, vault, ...never].some((each) => isSameAddress(each, address))) {
    return { problem: "This is a contract of AudiFi. What is sent there is lost." };
  }
  return { address, isContract: await isContract(network, address) };
}
