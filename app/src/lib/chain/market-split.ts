import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { ResaleSplit } from "#lib/format/resale.ts";
import { wagmiConfig } from "./config.ts";
import { marketOf } from "./deployment.ts";
import { readContract } from "./wagmi.ts";

/** What each party receives of a sale now, as the market itself says. */
export async function readSplit(
  network: NetworkConfig,
  { shares, number, price }: { readonly shares: Hex; readonly number: number; readonly price: bigint },
): Promise<ResaleSplit> {
  const { net, artistAmount, moverAmount, fee } = await readContract(wagmiConfig(network), {
    address: marketOf(network),
    abi,
    functionName: "splitOf",
    args: [shares, BigInt(number), price],
  });
  return { net, artist: artistAmount, mover: moverAmount, fee };
}
