import { studioSessionsAbi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "../config.ts";
import { studioOf } from "../deployment.ts";
import { readContract } from "../wagmi.ts";

/** The option that a voter cast on chain in each decision; null where none was. */
export function readDirectBallots(
  network: NetworkConfig,
  { session, voter, decisions }: { session: string; voter: Hex; decisions: number },
): Promise<(number | null)[]> {
  const call = {
    address: studioOf(network),
    abi: studioSessionsAbi,
    functionName: "directBallotOf",
  } as const;
  return Promise.all(
    Array.from({ length: decisions }, async (_, decision) => {
      const args = [BigInt(session), voter, decision] as const;
      const [isCast, option] = await readContract(wagmiConfig(network), { ...call, args });
      return isCast ? option : null;
    }),
  );
}
