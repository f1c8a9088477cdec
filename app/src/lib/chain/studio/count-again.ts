import { studioSessionsAbi } from "@audifi/contracts/abi";
import { parseBallotFile, type PublishedBallot } from "@audifi/contracts/ballot-file";
import { readEvents } from "@audifi/contracts/holdings";
import { recount, type Recount } from "@audifi/contracts/recount";
import type { KeptBallot } from "#lib/format/ballot.ts";
import { unpackCid } from "#lib/format/cid.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { SessionDetail } from "#lib/format/studio.ts";
import { wagmiConfig } from "../config.ts";
import { deploymentOf } from "../deployment.ts";
import { getBlockNumber, getClient } from "../wagmi.ts";
import { findContests, proveBallots, type Contestable, type Counting, type DueBallot } from "./contests.ts";
import { fetchText } from "./fetch-text.ts";

export type RecountStep = "chain" | "ballots" | "compare";

export interface CountedAgain {
  readonly result: Recount;
  /** The published ballots; null where they cannot be read. */
  readonly counting: Counting | null;
  /** What can be proven on chain. */
  readonly contests: readonly Contestable[];
}

function readerOf(network: NetworkConfig) {
  const client = getClient(wagmiConfig(network));
  if (!client) throw new Error(`nothing is known of ${network.name}`);
  return client;
}

/**
 * Counts a session again from the chain and the published ballots alone; nothing of ours is asked. Ballots with receipts
 * that somebody has kept may prove more.
 */
export async function countAgain(
  network: NetworkConfig,
  session: Pick<SessionDetail, "id" | "snapshot">,
  kept: readonly KeptBallot[],
  onStep: (step: RecountStep) => void,
): Promise<CountedAgain> {
  const client = readerOf(network);
  const { studio: address, startBlock } = deploymentOf(network);
  const id = BigInt(session.id);
  let text: string | null = null;
  onStep("chain");
  const result = await recount(client, {
    ...{ studio: address, session: id, fromBlock: BigInt(startBlock) },
    fetchBallots: async (cid) => {
      onStep("ballots");
      text = await fetchText(`${network.gateway}/ipfs/${unpackCid(cid)}`);
      onStep("compare");
      return text;
    },
  });
  const ballots = readBallots(text);
  if (ballots === null) return { result, counting: null, contests: [] };
  const counting = { studio: { chainId: network.chainId, address }, session: id, ballots };
  // Proofs are good against the published root only.
  const isProvable = !result.discrepancies.some(({ code }) => code === "wrong-root");
  const due = isProvable ? [...(await readDirect(network, session)), ...kept.map(toDue)] : [];
  return { result, counting, contests: isProvable ? findContests(counting, due) : [] };
}

const toDue = ({ decision, option, voter, sequence, signature, receipt }: KeptBallot): DueBallot => ({
  ...{ decision, option, voter, sequence: BigInt(sequence), signature },
  ...{ receivedAt: receipt.receivedAt, receipt: receipt.signature },
});

function readBallots(text: string | null): readonly PublishedBallot[] | null {
  try {
    return text === null ? null : parseBallotFile(text).ballots;
  } catch {
    return null;
  }
}

/** The last ballot that each voter cast on chain for a decision. */
async function readDirect(
  network: NetworkConfig,
  { id, snapshot }: Pick<SessionDetail, "id" | "snapshot">,
): Promise<readonly DueBallot[]> {
  const toBlock = await getBlockNumber(wagmiConfig(network));
  const range = { fromBlock: BigInt(snapshot?.block ?? 0), toBlock };
  const events = await readEvents(
    readerOf(network),
    studioSessionsAbi,
    "BallotCast",
    deploymentOf(network).studio,
    range,
    { session: BigInt(id) },
  );
  const newest: Record<string, DueBallot> = {};
  for (const { args } of events) {
    const { decision, option, voter } = args;
    newest[`${decision}:${voter.toLowerCase()}`] = {
      ...{ decision, option, voter, sequence: 0n, receivedAt: 0, signature: "0x", receipt: "0x" },
    };
  }
  return Object.values(newest);
}

export interface OwnBallot {
  readonly ballot: PublishedBallot;
  readonly index: number;
  readonly proof: readonly `0x${string}`[];
}

/** The counted ballots of a voter, each with what proves that it is in the root on chain. */
export function ballotsOf(counting: Counting, voter: string): readonly OwnBallot[] {
  const { prove } = proveBallots(counting);
  return counting.ballots.flatMap((ballot, index) =>
    ballot.voter.toLowerCase() === voter.toLowerCase() ? [{ ballot, index, proof: prove(index).proof }] : [],
  );
}
