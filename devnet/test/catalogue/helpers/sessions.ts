import { studioSessionsAbi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { recount } from "@audifi/contracts/recount";
import { type PublicClient, parseEventLogs } from "viem";
import { type CidParts, cidToText } from "../../../../contracts/exports/cid-text.ts";
import type { Stage } from "./stage.ts";

type Client = Pick<PublicClient, "readContract" | "getLogs">;

const STATUSES = ["none", "draft", "open", "closed", "locked", "cancelled"];

interface PlayedSession {
  id: bigint;
  title: string;
  status: string;
  publications: number;
}

/** Every session as the contract tells it now. */
export async function readSessions(deployment: Deployment, client: Client): Promise<PlayedSession[]> {
  const { address } = deployment.contracts.StudioSessions;
  const logs = await client.getLogs({ address, fromBlock: 0n });
  const created = parseEventLogs({ abi: studioSessionsAbi, eventName: "SessionCreated", logs });
  return Promise.all(
    created.map(async ({ args: { session, title } }) => {
      const read = { address, abi: studioSessionsAbi, args: [session] } as const;
      const [stored, count] = await Promise.all([
        client.readContract({ ...read, functionName: "sessionOf" }),
        client.readContract({ ...read, functionName: "countOf" }),
      ]);
      const { publications } = count;
      return { id: session, title, status: STATUSES[stored.status] ?? "", publications };
    }),
  );
}

/** What a recount finds of each session that was published, by title. */
export async function recountAll(
  { deployment, ipfsUrl }: Stage,
  client: Parameters<typeof recount>[0] & Client,
): Promise<Record<string, string[]>> {
  const fetchBallots = async (cid: CidParts): Promise<string> =>
    (await fetch(`${ipfsUrl}/ipfs/${cidToText(cid)}`)).text();
  const found: Record<string, string[]> = {};
  for (const { id, title, publications } of await readSessions(deployment, client)) {
    if (publications === 0) continue;
    const studio = deployment.contracts.StudioSessions.address;
    const { discrepancies } = await recount(client, { studio, session: id, fetchBallots });
    found[title] = discrepancies.map(({ code }) => code);
  }
  return found;
}
