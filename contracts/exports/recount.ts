/** Counts a studio session again from the chain and the published ballots alone. */
import { type Address, type Hex, encodeAbiParameters, keccak256, zeroHash } from "viem";
import { getBlock, getBlockNumber, getChainId, readContract } from "viem/actions";

import { studioSessionsAbi } from "./abi.ts";
import { type BallotFile, parseBallotFile } from "./ballot-file.ts";
import { type AccessRule, buildBallotTree, leafOf, type Studio, tallyBallots } from "./ballots.ts";
import { type Discrepancy, judgeBallots } from "./recount-ballots.ts";
import { type Holding, readEvents, readHoldings, type Reader } from "./holdings.ts";

export interface RecountOptions {
  studio: Address;
  session: bigint;
  /** Fetches a file by its CID (digest and codec). */
  fetchBallots: (cid: { digest: Hex; codec: number }) => Promise<string>;
  /** The block before which nothing of the platform happened. */
  fromBlock?: bigint;
}

export interface Recount {
  publication: number;
  /** Ballots that count by this recount's file. */
  ballots: number;
  /** Of those: voters for whom only the relay vouches. Nobody can prove that they are different people. */
  attested: number;
  /** Of those: cast on chain. */
  direct: number;
  tallies: bigint[];
  published: bigint[];
  discrepancies: Discrepancy[];
}

/** The session as the chain tells it. */
export interface SessionFacts {
  studio: Studio;
  session: bigint;
  rule: AccessRule;
  optionCounts: number[];
  /** The last block before the session closed: wallets that are contracts are judged there. */
  closingBlock: bigint;
  /** The last option that each voter cast on chain, by `decision:voter`. */
  direct: ReadonlyMap<string, number>;
  holdingOf: (account: Address) => Holding;
}

export async function recount(client: Reader, options: RecountOptions): Promise<Recount> {
  const { session, fetchBallots, fromBlock = 0n } = options;
  const studio: Studio = { chainId: await getChainId(client), address: options.studio };
  const contract = { address: studio.address, abi: studioSessionsAbi } as const;
  const count = await readContract(client, { ...contract, functionName: "countOf", args: [session] });
  const empty = {
    publication: count.publications,
    ballots: 0,
    attested: 0,
    direct: 0,
    tallies: [],
    published: [],
  };
  if (count.publications === 0) {
    return { ...empty, discrepancies: [{ code: "not-published", words: "Nothing was published." }] };
  }
  const { facts, discrepancies, published } = await readSession(client, studio, session, fromBlock);
  let file: BallotFile;
  try {
    file = parseBallotFile(await fetchBallots(count.ballots));
  } catch (error) {
    const words = `The published ballots cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { ...empty, published, discrepancies: [...discrepancies, { code: "file-missing", words }] };
  }
  discrepancies.push(...judgeFile(file, facts), ...(await judgeBallots(client, facts, file.ballots)));
  const tree = buildBallotTree(file.ballots.map((ballot) => leafOf(session, ballot)));
  if (tree.root !== count.root || tree.count !== count.count) {
    const words = `The ballots have the root ${tree.root} of ${tree.count}; published was ${count.root} of ${count.count}.`;
    discrepancies.push({ code: "wrong-root", words });
  }
  const tallies = tallyBallots(file.ballots, facts.optionCounts);
  if (tallies.join() !== published.join()) {
    const words = `The ballots add up to ${tallies.join(", ")}; published was ${published.join(", ")}.`;
    discrepancies.push({ code: "wrong-tally", words });
  }
  return {
    publication: count.publications,
    ballots: file.ballots.length,
    attested: file.ballots.filter(({ isAttested }) => isAttested).length,
    direct: file.ballots.filter(({ isDirect }) => isDirect).length,
    ...{ tallies, published, discrepancies },
  };
}

function judgeFile(file: BallotFile, { studio, session }: SessionFacts): Discrepancy[] {
  const isOurs =
    file.session === session &&
    file.studio.chainId === studio.chainId &&
    file.studio.address.toLowerCase() === studio.address.toLowerCase();
  if (isOurs) return [];
  return [{ code: "file-wrong", words: "The file says that it is of another session, contract or chain." }];
}

/** What a session is counted by, and what of it this node cannot answer for. */
export async function readSession(client: Reader, studio: Studio, session: bigint, fromBlock: bigint) {
  const contract = { address: studio.address, abi: studioSessionsAbi } as const;
  const [stored, count, registry, head] = await Promise.all([
    readContract(client, { ...contract, functionName: "sessionOf", args: [session] }),
    readContract(client, { ...contract, functionName: "countOf", args: [session] }),
    readContract(client, { ...contract, functionName: "registry" }),
    getBlockNumber(client, { cacheTime: 0 }),
  ]);
  const { snapshot, artistId, rule } = stored;
  const discrepancies: Discrepancy[] = [];
  const block = await getBlock(client, { blockNumber: snapshot.blockNumber });
  if (block.hash !== snapshot.blockHash) {
    const words = `Block ${snapshot.blockNumber} of this chain is not the one of the snapshot.`;
    discrepancies.push({ code: "wrong-snapshot", words });
  }
  const optionCounts = await Promise.all(
    Array.from({ length: stored.decisionCount }, async (_, decision) =>
      Number(
        await readContract(client, { ...contract, functionName: "optionCount", args: [session, decision] }),
      ),
    ),
  );
  const since = { fromBlock: snapshot.blockNumber, toBlock: head };
  const casts = await readEvents(client, studioSessionsAbi, "BallotCast", studio.address, since, { session });
  const { direct, head: chain } = followCasts(casts.map(({ args }) => args));
  if (casts.length !== count.directCount || chain !== count.directHead) {
    const words = "The ballots cast on chain that this node tells are not all there are.";
    discrepancies.push({ code: "direct-chain", words });
  }
  const query = { registry, studio: studio.address, artistId, snapshot, fromBlock };
  const facts: SessionFacts = {
    ...{ studio, session, rule, optionCounts, direct },
    closingBlock: await findLastBlockBefore(client, BigInt(stored.closesAt), head),
    holdingOf: await readHoldings(client, query),
  };
  const published = await readEvents(client, studioSessionsAbi, "BallotsPublished", studio.address, since, {
    session,
  });
  return { facts, discrepancies, published: [...(published.at(-1)?.args.tallies ?? [])] };
}

interface Cast {
  voter: Address;
  decision: number;
  option: number;
}

const castParameters = [
  { type: "bytes32" },
  { type: "address" },
  { type: "uint8" },
  { type: "uint8" },
] as const;

/** The voters' last options, and the hash chain over all. */
function followCasts(casts: readonly Cast[]): { direct: Map<string, number>; head: Hex } {
  const direct = new Map<string, number>();
  let head: Hex = zeroHash;
  for (const { voter, decision, option } of casts) {
    head = keccak256(encodeAbiParameters(castParameters, [head, voter, decision, option]));
    direct.set(`${decision}:${voter.toLowerCase()}`, option);
  }
  return { direct, head };
}

async function findLastBlockBefore(client: Reader, time: bigint, head: bigint): Promise<bigint> {
  let [low, high] = [0n, head];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    const { timestamp } = await getBlock(client, { blockNumber: middle });
    if (timestamp < time) low = middle;
    else high = middle - 1n;
  }
  return low;
}
