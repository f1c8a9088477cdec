import { artistGovernorAbi, coinLauncherAbi } from "@audifi/contracts/abi";
import type { createPublicClient } from "viem";
import type { Stage } from "./stage.ts";

type Client = ReturnType<typeof createPublicClient>;

/** In the order of OpenZeppelin's `IGovernor.ProposalState`. */
const STATES = ["pending", "active", "cancelled", "defeated", "succeeded", "queued", "expired", "executed"];

/** The proposals of an artist's DAO by the first line of their description, with the state that the chain gives them. */
export async function readProposals(client: Client, { deployment }: Stage, artistId: bigint) {
  const address = await client.readContract({
    ...{ address: deployment.contracts.CoinLauncher.address, abi: coinLauncherAbi },
    ...{ functionName: "governorOf", args: [artistId] },
  });
  const governor = { address, abi: artistGovernorAbi } as const;
  const events = await client.getContractEvents({ ...governor, fromBlock: 0n, strict: true });
  const proposals = await Promise.all(
    events.flatMap((event) => {
      if (event.eventName !== "ProposalCreated") return [];
      const { proposalId, description } = event.args;
      const read = client.readContract({ ...governor, functionName: "state", args: [proposalId] });
      return [read.then((state) => ({ title: description.split("\n")[0], state: STATES[state] }))];
    }),
  );
  const reasons = events.flatMap((event) => (event.eventName === "VoteCast" ? [event.args.reason] : []));
  const isExtended = events.some(({ eventName }) => eventName === "ProposalExtended");
  return { proposals, reasons, isExtended };
}
