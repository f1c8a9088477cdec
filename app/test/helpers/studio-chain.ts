import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { masterRegistryAbi, studioSessionsAbi as abi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { type PublishedBallot, writeBallotFile } from "@audifi/contracts/ballot-file";
import {
  ballotTypedData,
  buildBallotTree,
  hashBallot,
  leafOf,
  receiptTypedData,
  type Studio,
  tallyBallots,
} from "@audifi/contracts/ballots";
import { deploy } from "@audifi/contracts/deploy";
import { zeroHash } from "viem";
import { type Anvil, keyOf, startAnvil } from "../../../contracts/test/helpers/anvil.ts";
import type { KeptBallot } from "../../src/lib/format/ballot.ts";
import type { Hex } from "../../src/lib/format/network.ts";

const [DEPLOYER, ARTIST, RELAY] = [0, 1, 2];
const OPTIONS = 2;
const OPEN_FOR = 100;
const noCid = { digest: zeroHash, codec: 0 };
const someCid = { digest: `0x${"11".repeat(32)}`, codec: 0x55 } as const;

interface Vote {
  readonly option?: number;
  readonly sequence?: bigint;
  /** Whose receipt it has; the relay's unless the test lies. */
  readonly receiptBy?: number;
  /** Who signs it; the voter unless the test lies. */
  readonly signedBy?: number;
}

/** A real chain with the platform on it, whose relay publishes what a test tells it to. */
export class StudioChain {
  readonly anvil: Anvil;
  readonly deployment: Deployment;
  readonly studio: Studio;
  /** The document that was published last. */
  published = "";
  readonly #folder: string;

  private constructor(anvil: Anvil, deployment: Deployment, folder: string) {
    [this.anvil, this.deployment, this.#folder] = [anvil, deployment, folder];
    const { address } = deployment.contracts.StudioSessions;
    this.studio = { chainId: deployment.chainId, address };
  }

  static async start(): Promise<StudioChain> {
    const anvil = await startAnvil();
    try {
      return await StudioChain.#settle(anvil);
    } catch (error) {
      // Left alone it would keep the run from ending.
      anvil.stop();
      throw error;
    }
  }

  static async #settle(anvil: Anvil): Promise<StudioChain> {
    const directory = mkdtempSync(join(tmpdir(), "audifi-app-studio-"));
    const config = {
      safeOwners: [10, 11, 12].map((index) => anvil.wallet(index).account.address),
      ...{ studioRelay: anvil.wallet(RELAY).account.address, directory },
    };
    const deployment = await deploy({ rpcUrl: anvil.url, deployerKey: keyOf(DEPLOYER), config });
    const chain = new StudioChain(anvil, deployment, directory);
    const { address } = deployment.contracts.MasterRegistry;
    const registry = { address, abi: masterRegistryAbi, chain: null } as const;
    await chain.mined(
      anvil
        .wallet(ARTIST)
        .writeContract({ ...registry, functionName: "registerArtist", args: ["Ada", noCid] }),
    );
    return chain;
  }

  stop(): void {
    this.anvil.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get contract() {
    return { address: this.studio.address, abi, chain: null } as const;
  }

  accountOf(index: number): Hex {
    return this.anvil.wallet(index).account.address;
  }

  async mined(sent: Promise<Hex>): Promise<void> {
    const { status } = await this.anvil.client.waitForTransactionReceipt({ hash: await sent });
    if (status !== "success") throw new Error("a transaction of the set-up reverted");
  }

  async pass(seconds: number): Promise<void> {
    await this.anvil.control.increaseTime({ seconds });
    await this.anvil.control.mine({ blocks: 1 });
  }

  /** A session that everyone may vote in, with one decision of two texts. */
  async open(): Promise<bigint> {
    const { client } = this.anvil;
    const artist = this.anvil.wallet(ARTIST);
    const options = ["One", "Two"].map((label) => ({ label, content: noCid }));
    const params = {
      ...{ artistId: 1n, title: "Finish it", draft: someCid, details: noCid },
      rule: { gates: 0, needsAll: false, coinUnit: 1n },
      decisions: [{ kind: 2, question: "Which one?", options }],
    };
    await this.mined(
      artist.writeContract({ ...this.contract, functionName: "createSession", args: [params] }),
    );
    const session = await client.readContract({ ...this.contract, functionName: "sessionCount" });
    const closesAt = Number((await client.getBlock()).timestamp) + OPEN_FOR;
    await this.mined(
      artist.writeContract({ ...this.contract, functionName: "openSession", args: [session, closesAt] }),
    );
    return session;
  }

  async cast(session: bigint, voter: number, option: number): Promise<void> {
    const args = [session, [0], [option]] as const;
    await this.mined(
      this.anvil.wallet(voter).writeContract({ ...this.contract, functionName: "castBallots", args }),
    );
  }

  /** A ballot with its receipt, as the voter's browser keeps it. */
  async vote(session: bigint, index: number, vote: Vote = {}): Promise<KeptBallot> {
    const { option = 0, sequence = 1n, receiptBy = RELAY, signedBy = index } = vote;
    const voter = this.accountOf(index);
    const message = { session, decision: 0, option, voter, sequence };
    const signature = await this.anvil.wallet(signedBy).signTypedData(ballotTypedData(this.studio, message));
    const ballot = hashBallot(this.studio, message);
    const { openedAt } = await this.anvil.client.readContract({
      ...{ ...this.contract, functionName: "sessionOf", args: [session] },
    } as const);
    const receivedAt = openedAt + 1;
    const receipt = receiptTypedData(this.studio, ballot, receivedAt);
    const signed = await this.anvil.wallet(receiptBy).signTypedData(receipt);
    return {
      ...{ decision: 0, option, voter, sequence: String(sequence), signature },
      receipt: { ballot, receivedAt, signature: signed, weight: 1 },
    };
  }

  /** Closes the session and publishes these ballots in this order. */
  async publish(session: bigint, ballots: readonly PublishedBallot[]): Promise<void> {
    await this.pass(OPEN_FOR * 2);
    this.published = writeBallotFile({ studio: this.studio, session, ballots: [...ballots] });
    const { root, count } = buildBallotTree(ballots.map((ballot) => leafOf(session, ballot)));
    const args = [session, root, count, someCid, tallyBallots(ballots, [OPTIONS])] as const;
    await this.mined(
      this.anvil.wallet(RELAY).writeContract({ ...this.contract, functionName: "publishBallots", args }),
    );
  }

  countOf(session: bigint) {
    return this.anvil.client.readContract({ ...this.contract, functionName: "countOf", args: [session] });
  }

  /** What contests have proven of a session. */
  async faults(session: bigint) {
    const events = await this.anvil.client.getContractEvents({
      ...{ ...this.contract, eventName: "PublicationContested", args: { session } },
      ...{ fromBlock: 0n, strict: true },
    } as const);
    return events.map(({ args: { fault, by, voter, decision } }) => ({ fault, by, voter, decision }));
  }
}

/** A kept ballot as it is counted. */
export const countedOf = ({ receipt: _, ...ballot }: KeptBallot): PublishedBallot => ({
  ...{ ...ballot, sequence: BigInt(ballot.sequence), weight: 1, class: "everyone" },
  ...{ isAttested: false, isDirect: false },
});

/** A ballot that was cast on chain as it is counted. */
export const directOf = (voter: Hex, option: number): PublishedBallot => ({
  ...{ decision: 0, option, voter, sequence: 0n, weight: 1, class: "everyone" },
  ...{ isAttested: false, isDirect: true, signature: null },
});
