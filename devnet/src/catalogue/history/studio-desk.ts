import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { type PublishedBallot, writeBallotFile } from "@audifi/contracts/ballot-file";
import {
  ballotTypedData,
  buildBallotTree,
  compareBallots,
  leafOf,
  type Studio,
  tallyBallots,
  toCountedStruct,
  weigh,
} from "@audifi/contracts/ballots";
import { readHoldings } from "@audifi/contracts/holdings";
import { type Address, type Hex, type PrivateKeyAccount, parseEther, zeroAddress } from "viem";
import { masters } from "../content/index.ts";
import type { StudioSession } from "../content/studio.ts";
import { NO_CID, type StoredCid, addFile, toStoredCid } from "../ipfs.ts";
import type { Published } from "../publish.ts";
import type { World } from "./world.ts";

type Person = PrivateKeyAccount;
type OptionContent = StudioSession["decisions"][number]["options"][number];

/** What a voter wants in each decision. */
export interface Wish {
  voter: Person;
  options: readonly number[];
  /** Cast on chain instead of signed. */
  isDirect?: boolean;
}

/** What was counted of a session, for who contests it. */
export interface Counted {
  ballots: readonly PublishedBallot[];
  tree: ReturnType<typeof buildBallotTree>;
}

const KINDS = ["audio", "image", "text"];
const GAS = 3_000_000n;

interface Materials {
  world: World;
  deployment: Deployment;
  published: Published;
  ipfsUrl: string;
  publisher: Person;
}

/** What people do in studio sessions, in words, on top of the chain. */
export class StudioDesk {
  readonly address: Address;
  private readonly materials: Materials;

  constructor(materials: Materials) {
    this.materials = materials;
    this.address = materials.deployment.contracts.StudioSessions.address;
  }

  /** Where ballots are signed for. */
  private get studio(): Studio {
    return { chainId: this.materials.deployment.chainId, address: this.address };
  }

  artistOf({ artist }: StudioSession): Person {
    return this.materials.world.cast.artists[artist] as Person;
  }

  create(session: StudioSession): void {
    const params = {
      ...{ artistId: BigInt(session.artist + 1), title: session.title, details: NO_CID },
      draft: this.file({ label: "", files: session.draft }, "audio"),
      rule: { gates: session.gates, needsAll: false, coinUnit: parseEther(String(session.coinUnit)) },
      decisions: session.decisions.map(({ kind, question, options }) => ({
        ...{ kind: KINDS.indexOf(kind), question },
        options: options.map((option) => ({ label: option.label, content: this.file(option, kind) })),
      })),
    };
    this.send(this.artistOf(session), "createSession", [params]);
  }

  /** The number of the session that was created last. */
  newest(): Promise<bigint> {
    const { client } = this.materials.world.chain;
    return client.readContract({ address: this.address, abi, functionName: "sessionCount" });
  }

  submit(session: bigint, decision: number, producer: Person, option: OptionContent): void {
    const draft = { label: option.label, content: this.file(option, "audio") };
    this.send(producer, "submitOption", [session, decision, draft]);
  }

  accept(session: bigint, artist: Person, submission: number): void {
    this.send(artist, "acceptSubmission", [session, submission]);
  }

  fund(session: bigint, artist: Person, decision: number, value: bigint): void {
    this.send(artist, "fundBounty", [session, decision, zeroAddress, value], value);
  }

  open(session: bigint, artist: Person, closesAt: number): void {
    this.send(artist, "openSession", [session, closesAt]);
  }

  cancel(session: bigint, artist: Person): void {
    this.send(artist, "cancelSession", [session]);
  }

  cast(session: bigint, { voter, options }: Wish): void {
    this.send(voter, "castBallots", [session, options.map((_, decision) => decision), options]);
  }

  /** Counts as the relay does, with weights of the snapshot, and publishes; those left out are not counted. */
  async publish(session: bigint, wishes: readonly Wish[], leftOut?: Person): Promise<Counted> {
    const { world, ipfsUrl, publisher } = this.materials;
    const { client } = world.chain;
    const read = { address: this.address, abi } as const;
    const stored = await client.readContract({ ...read, functionName: "sessionOf", args: [session] });
    const holdingOf = await this.holdingsAt(stored.artistId, stored.snapshot);
    const counted = await Promise.all(
      wishes
        .filter(({ voter }) => voter !== leftOut)
        .flatMap((wish) => wish.options.map((_, decision) => this.ballot(session, wish, decision))),
    );
    const ballots = counted
      .map((ballot) => {
        const standing = { ...holdingOf(ballot.voter), isSubscriber: false };
        return { ...ballot, ...weigh(stored.rule, standing) };
      })
      .filter(({ weight, isDirect }) => weight > 0 || isDirect)
      .toSorted(compareBallots);
    const text = writeBallotFile({ studio: this.studio, session, ballots });
    const cid = await addFile(ipfsUrl, new TextEncoder().encode(text), `ballots-${session}.json`);
    const counts = await Promise.all(
      Array.from({ length: stored.decisionCount }, async (_, decision) =>
        Number(
          await client.readContract({ ...read, functionName: "optionCount", args: [session, decision] }),
        ),
      ),
    );
    const tree = buildBallotTree(ballots.map((ballot) => leafOf(session, ballot)));
    const args = [session, tree.root, tree.count, toStoredCid(cid), tallyBallots(ballots, counts)];
    this.send(publisher, "publishBallots", args);
    return { ballots, tree };
  }

  /** Proves that a ballot that was cast on chain is not among those counted. */
  contestMissing(session: bigint, { voter, options }: Wish, { ballots, tree }: Counted): void {
    const place = ballots.findIndex(
      (ballot) => compareBallots(ballot, { decision: 0, voter: voter.address }) > 0,
    );
    const at = place < 0 ? ballots.length : place;
    const neighbours = [at - 1, at].flatMap((index) => {
      const ballot = ballots[index];
      return ballot ? [{ counted: toCountedStruct(ballot), index, proof: tree.proofOf(index) }] : [];
    });
    const missing = {
      ...{ decision: 0, option: options[0] ?? 0, voter: voter.address, sequence: 0n, receivedAt: 0 },
      ...{ signature: "0x" as Hex, receipt: "0x" as Hex },
    };
    this.send(voter, "contestMissing", [session, neighbours, missing]);
  }

  lock(
    session: bigint,
    artist: Person,
    audio: StoredCid,
    choices: readonly { option: number; reason: string }[],
  ): void {
    const options = choices.map(({ option }) => option);
    this.send(artist, "lockSession", [session, audio, options, choices.map(({ reason }) => reason)]);
  }

  withdraw(account: Person): void {
    this.send(account, "withdraw", [account.address, [zeroAddress]]);
  }

  /** The recording or the cover of a master that is published; nothing for texts. */
  file({ files }: OptionContent, kind: StudioSession["decisions"][number]["kind"]): StoredCid {
    const documents = this.materials.published.documents[masters.findIndex((one) => one.files === files)];
    if (kind === "text" || documents === undefined) return NO_CID;
    return kind === "image" ? documents.cover : documents.audio;
  }

  private async ballot(
    session: bigint,
    { voter, options, isDirect = false }: Wish,
    decision: number,
  ): Promise<Omit<PublishedBallot, "weight" | "class">> {
    const option = options[decision] ?? 0;
    const sequence = isDirect ? 0n : 1n;
    const message = { session, decision, option, voter: voter.address, sequence };
    const signature = isDirect ? null : await voter.signTypedData(ballotTypedData(this.studio, message));
    return { decision, option, voter: voter.address, sequence, isAttested: false, isDirect, signature };
  }

  private holdingsAt(artistId: bigint, snapshot: { blockNumber: bigint; blockHash: Hex }) {
    const { world, deployment } = this.materials;
    const fromBlock = BigInt(deployment.contracts.MasterRegistry.startBlock);
    const query = { registry: world.registry, studio: this.address, artistId, snapshot, fromBlock };
    return readHoldings(world.chain.client, query);
  }

  private send(sender: Person, functionName: string, args: readonly unknown[], value = 0n): void {
    const call = { to: this.address, abi, functionName, args, value, gas: GAS };
    this.materials.world.chain.send(sender, call as never);
  }
}
