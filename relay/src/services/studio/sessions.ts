import { masterRegistryAbi, studioSessionsAbi } from "@audifi/contracts/abi";
import { type Deployment, loadDeployment } from "@audifi/contracts/addresses";
import type { AccessRule, Studio } from "@audifi/contracts/ballots";
import { type Holding, type Reader, readHoldings, type Snapshot } from "@audifi/contracts/holdings";
import { type Address, BaseError, ContractFunctionRevertedError, type Hex } from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import { sessionStatuses } from "../../protocol/studio.ts";
import { chainAway } from "../sponsored/calls.ts";

export type SessionStatus = (typeof sessionStatuses)[number];

/** A session as the chain tells it. */
export interface SessionFacts {
  studio: Studio;
  session: bigint;
  status: SessionStatus;
  artistId: bigint;
  /** Who may moderate. */
  artist: Address;
  /** Unix seconds of the chain; zero before the opening. */
  openedAt: number;
  closesAt: number;
  rule: AccessRule;
  optionCounts: number[];
  snapshot: Snapshot;
  receiptSigner: Address;
  publisher: Address;
  publications: number;
  isContested: boolean;
  directHead: Hex;
}

export type HoldingOf = (account: Address) => Holding;

/** Sessions whose holdings are kept in memory. */
const MOST_KEPT = 50;

/** After a reorganisation a session may have opened with other options, after another block. */
const openingOf = (session: bigint, { blockHash }: Snapshot): string => `${session}:${blockHash}`;

const isUnknown = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk(
    (cause) =>
      cause instanceof ContractFunctionRevertedError &&
      cause.data?.errorName === "StudioSessions_UnknownSession",
  ) !== null;

/** Reads sessions, and what people held when they opened, from the chain. */
export class Sessions {
  readonly reader: Reader;
  readonly #chain: Chain;
  readonly #from: { folder: string; chainId: number };
  readonly #holdings = new Map<string, Promise<HoldingOf>>();
  readonly #optionCounts = new Map<string, number[]>();
  #deployment: Deployment | undefined;

  constructor(chain: Chain, from: { folder: string; chainId: number }) {
    this.#chain = chain;
    // The client that the relay talks with; what it is asked for elsewhere is less.
    this.reader = chain as unknown as Reader;
    this.#from = from;
  }

  async deployment(): Promise<Deployment> {
    const { folder, chainId } = this.#from;
    this.#deployment ??= await loadDeployment(folder, chainId).catch((cause: unknown) => {
      throw new RelayError("studio.not_configured", "There is no V Studio on this network.", { cause });
    });
    return this.#deployment;
  }

  async studio(): Promise<Studio> {
    const { contracts } = await this.deployment();
    return { chainId: this.#from.chainId, address: contracts.StudioSessions.address };
  }

  /** The block before which nothing of the platform happened. */
  async fromBlock(): Promise<bigint> {
    const { contracts } = await this.deployment();
    return BigInt(Math.min(...Object.values(contracts).map(({ startBlock }) => startBlock)));
  }

  head(): Promise<bigint> {
    return this.#chain.getBlockNumber({ cacheTime: 0 });
  }

  async count(): Promise<bigint> {
    const { address } = await this.studio();
    return this.#chain.readContract({ address, abi: studioSessionsAbi, functionName: "sessionCount" });
  }

  async read(session: bigint): Promise<SessionFacts> {
    const studio = await this.studio();
    try {
      return await this.#read(studio, session);
    } catch (error) {
      if (isUnknown(error)) throw new RelayError("studio.session_unknown", "There is no such session.");
      throw chainAway(error);
    }
  }

  /** Of everybody at the snapshot; read once. */
  async holdingsOf({ session, artistId, snapshot, studio }: SessionFacts): Promise<HoldingOf> {
    const { contracts } = await this.deployment();
    const fromBlock = await this.fromBlock();
    const registry = contracts.MasterRegistry.address;
    const query = { registry, studio: studio.address, artistId, snapshot, fromBlock };
    const opening = openingOf(session, snapshot);
    const kept = this.#holdings.get(opening) ?? readHoldings(this.reader, query);
    this.#holdings.delete(opening);
    this.#holdings.set(opening, kept);
    for (const oldest of this.#holdings.keys()) {
      if (this.#holdings.size <= MOST_KEPT) break;
      this.#holdings.delete(oldest);
    }
    return kept.catch((cause: unknown) => {
      this.#holdings.delete(opening);
      throw chainAway(cause);
    });
  }

  async #read(studio: Studio, session: bigint): Promise<SessionFacts> {
    const contract = { address: studio.address, abi: studioSessionsAbi } as const;
    const [stored, count] = await Promise.all([
      this.#chain.readContract({ ...contract, functionName: "sessionOf", args: [session] }),
      this.#chain.readContract({ ...contract, functionName: "countOf", args: [session] }),
    ]);
    const { artistId, openedAt, closesAt, rule, snapshot, receiptSigner, publisher } = stored;
    const { MasterRegistry } = (await this.deployment()).contracts;
    const artist = await this.#chain.readContract({
      ...{ address: MasterRegistry.address, abi: masterRegistryAbi },
      ...{ functionName: "artistAccount", args: [artistId] },
    } as const);
    const status = sessionStatuses[stored.status - 1];
    if (status === undefined) throw new Error(`the session has the unknown status ${stored.status}`);
    return {
      ...{ studio, session, status, artistId, artist, openedAt, closesAt, rule, receiptSigner, publisher },
      snapshot: { blockNumber: snapshot.blockNumber, blockHash: snapshot.blockHash },
      optionCounts: await this.#readOptions(studio.address, session, stored),
      ...{ publications: count.publications, isContested: count.isContested, directHead: count.directHead },
    };
  }

  /** Options do not change any more once a session has opened. */
  async #readOptions(
    address: Address,
    session: bigint,
    { decisionCount, openedAt, snapshot }: { decisionCount: number; openedAt: number; snapshot: Snapshot },
  ): Promise<number[]> {
    const opening = openingOf(session, snapshot);
    const kept = this.#optionCounts.get(opening);
    if (kept) return kept;
    const read = await Promise.all(
      Array.from({ length: decisionCount }, (_, decision) =>
        this.#chain.readContract({
          ...{ address, abi: studioSessionsAbi, functionName: "optionCount", args: [session, decision] },
        } as const),
      ),
    );
    const counts = read.map(Number);
    if (openedAt > 0) this.#optionCounts.set(opening, counts);
    return counts;
  }
}
