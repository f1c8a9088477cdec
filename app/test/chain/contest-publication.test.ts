import type { PublishedBallot } from "@audifi/contracts/ballot-file";
import { compareBallots } from "@audifi/contracts/ballots";
import { connect, createConfig, mock } from "@wagmi/core";
import { defineChain, http } from "viem";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Contestable, DueBallot } from "../../src/lib/chain/studio/contests.ts";
import type { KeptBallot } from "../../src/lib/format/ballot.ts";
import type { NetworkConfig } from "../../src/lib/format/network.ts";
import { countedOf, directOf, StudioChain } from "../helpers/studio-chain.ts";

const [FIRST, SECOND, THIRD, STRANGER] = [4, 5, 6, 7];
const [DOUBLED, IGNORED, MISSING] = [0, 1, 2];
const DAY = 86_400;

const wallet = vi.hoisted(() => ({ config: {} }));
const ipfs = vi.hoisted(() => ({ text: "" }));
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => wallet.config }));
vi.mock("../../src/lib/chain/studio/fetch-text.ts", () => ({ fetchText: () => Promise.resolve(ipfs.text) }));

const { contestPublication } = await import("../../src/lib/chain/actions/contest-publication.ts");
const { countAgain } = await import("../../src/lib/chain/studio/count-again.ts");
const { proveBallots } = await import("../../src/lib/chain/studio/contests.ts");

/** What a page does after its count, with the contracts on a real chain and a wallet that signs. */
describe("contestPublication", () => {
  let chain: StudioChain;
  let network: NetworkConfig;

  beforeAll(async () => {
    chain = await StudioChain.start();
    const { studio, anvil } = chain;
    const local = defineChain({
      ...{ id: studio.chainId, name: "Local chain", rpcUrls: { default: { http: [anvil.url] } } },
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    });
    const connector = mock({ accounts: [chain.accountOf(STRANGER)] });
    const config = createConfig({
      ...{ chains: [local], connectors: [connector], transports: { [local.id]: http(anvil.url) } },
      ...{ pollingInterval: 50, cacheTime: 0 },
    });
    await connect(config, { connector });
    wallet.config = config;
    const deployment = { studio: studio.address, startBlock: 0 };
    network = {
      ...{ chainId: studio.chainId, name: local.name, gateway: "", deployment },
    } as unknown as NetworkConfig;
  }, 120_000);

  afterAll(() => chain?.stop());

  /** Counts again as the page does, with what this browser has kept. */
  async function count(session: bigint, kept: readonly KeptBallot[] = []) {
    ipfs.text = chain.published;
    const { result, counting, contests } = await countAgain(
      network,
      { id: String(session), snapshot: null },
      kept,
      () => undefined,
    );
    if (counting === null) throw new Error("the published ballots were not read");
    return { codes: result.discrepancies.map(({ code }) => code), counting, contests };
  }

  const contest = (session: bigint, proof: Contestable | undefined) => {
    if (proof === undefined) throw new Error("there is nothing to contest with");
    return contestPublication(network, String(session), proof);
  };

  async function expectAccepted(
    session: bigint,
    proof: Contestable | undefined,
    fault: number,
    voter: number,
  ) {
    expect(await contest(session, proof)).toMatchObject({ status: "submitted" });
    const by = chain.accountOf(STRANGER);
    const proven = { fault, by, decision: 0, voter: chain.accountOf(voter) };
    await expect.poll(() => chain.faults(session)).toEqual([proven]);
    expect(await chain.countOf(session)).toMatchObject({ publications: 1, isContested: true });
  }

  async function expectRefused(session: bigint, proof: Contestable | undefined, technical: string) {
    expect(await contest(session, proof)).toMatchObject({ status: "cannot-send", reason: { technical } });
    expect(await chain.faults(session)).toEqual([]);
  }

  const sorted = (...ballots: readonly PublishedBallot[]) => ballots.toSorted(compareBallots);

  async function dueOf(voter: Promise<KeptBallot>): Promise<DueBallot> {
    const { receipt, sequence, ...ballot } = await voter;
    const { receivedAt, signature } = receipt;
    return { ...ballot, sequence: BigInt(sequence), receivedAt, receipt: signature };
  }

  /** A session whose publication is right: two voters were counted. */
  async function publishRightly() {
    const session = await chain.open();
    const votes = [await chain.vote(session, FIRST, { sequence: 5n }), await chain.vote(session, SECOND)];
    await chain.publish(session, sorted(...votes.map(countedOf)));
    const found = await count(session, votes);
    const { prove } = proveBallots(found.counting);
    const of = (voter: number) =>
      prove(found.counting.ballots.findIndex((one) => one.voter === chain.accountOf(voter)));
    return { session, found, prove, of };
  }

  describe("when a voter was counted twice", () => {
    it("is accepted with both places", async () => {
      const session = await chain.open();
      const vote = await chain.vote(session, FIRST);
      const again = await chain.vote(session, FIRST, { option: 1 });
      await chain.publish(session, [vote, again].map(countedOf));
      const { codes, contests } = await count(session);
      expect(codes).toEqual(["doubled"]);
      expect(contests.map(({ fault }) => fault)).toEqual(["doubled"]);
      await expectAccepted(session, contests[0], DOUBLED, FIRST);
    });

    it("is refused for two voters, and for one place named twice", async () => {
      const { session, prove } = await publishRightly();
      const proof = { fault: "doubled", first: prove(0), second: prove(1) } as const;
      await expectRefused(session, proof, "StudioSessions_NotDoubled");
      await expectRefused(session, { ...proof, second: prove(0) }, "StudioSessions_NotDoubled");
    });
  });

  describe("when another ballot has to count", () => {
    it("is accepted with a newer one and its receipt", async () => {
      const session = await chain.open();
      const old = await chain.vote(session, FIRST);
      const newer = await chain.vote(session, FIRST, { option: 1, sequence: 2n });
      await chain.publish(session, [countedOf(old)]);
      const { codes, contests } = await count(session, [newer]);
      // The chain alone does not know of it.
      expect(codes).toEqual([]);
      await expectAccepted(session, contests[0], IGNORED, FIRST);
    });

    it("is accepted with the one that was cast on chain", async () => {
      const session = await chain.open();
      const vote = await chain.vote(session, FIRST);
      await chain.cast(session, FIRST, 1);
      await chain.publish(session, [countedOf(vote)]);
      const { codes, contests } = await count(session);
      expect(codes).toEqual(["direct-ignored"]);
      await expectAccepted(session, contests[0], IGNORED, FIRST);
    });

    it("is refused with an older one, with another voter's, and without the voter's own signature", async () => {
      const { session, of } = await publishRightly();
      const refused = async (ballot: DueBallot, name: string) =>
        expectRefused(session, { fault: "ignored", counted: of(FIRST), ballot }, `StudioSessions_${name}`);
      await refused(await dueOf(chain.vote(session, FIRST, { sequence: 4n })), "NotIgnored");
      await refused(await dueOf(chain.vote(session, SECOND, { sequence: 9n })), "NotIgnored");
      const forged = chain.vote(session, FIRST, { sequence: 9n, signedBy: SECOND });
      await refused(await dueOf(forged), "InvalidSignature");
    });
  });

  describe("when a ballot is missing", () => {
    it("is accepted with the receipt and the leaves beside its place", async () => {
      const session = await chain.open();
      const votes = await Promise.all([FIRST, SECOND, THIRD].map((voter) => chain.vote(session, voter)));
      const [left, withheld, right] = votes.toSorted((a, b) => compareBallots(countedOf(a), countedOf(b)));
      if (!left || !withheld || !right) throw new Error("three voted");
      await chain.publish(session, [left, right].map(countedOf));
      const { codes, contests } = await count(session, votes);
      expect(codes).toEqual([]);
      expect(contests).toMatchObject([{ fault: "missing", neighbours: [{ index: 0 }, { index: 1 }] }]);
      const voter = [FIRST, SECOND, THIRD].find((one) => chain.accountOf(one) === withheld.voter) ?? 0;
      await expectAccepted(session, contests[0], MISSING, voter);
    });

    it("is accepted where it was cast on chain, and nothing at all was published", async () => {
      const session = await chain.open();
      await chain.cast(session, SECOND, 0);
      await chain.publish(session, []);
      const { codes, contests } = await count(session);
      expect(codes).toContain("direct-missing");
      await expectAccepted(session, contests[0], MISSING, SECOND);
    });

    it("is refused where it was counted, was never received, or belongs elsewhere", async () => {
      const { session, found, prove } = await publishRightly();
      const refused = async (proof: Omit<Contestable & { fault: "missing" }, "fault">, name: string) =>
        expectRefused(session, { fault: "missing", ...proof }, `StudioSessions_${name}`);
      const all = [prove(0), prove(1)];
      await refused({ neighbours: all, ballot: await dueOf(chain.vote(session, SECOND)) }, "NotMissing");
      const late = chain.vote(session, THIRD, { receiptBy: STRANGER });
      await refused({ neighbours: all, ballot: await dueOf(late) }, "InvalidReceipt");
      const moved = { ...prove(0), index: 1 };
      await refused({ neighbours: [moved], ballot: await dueOf(chain.vote(session, THIRD)) }, "NotInTree");
      expect(found.contests).toEqual([]);
    });
  });

  describe("when it is too late", () => {
    async function withhold() {
      const session = await chain.open();
      await chain.cast(session, FIRST, 0);
      await chain.publish(session, [directOf(chain.accountOf(SECOND), 0)]);
      const { contests } = await count(session);
      return { session, proof: contests.find(({ fault }) => fault === "missing") };
    }

    it("is refused a day after the publication", async () => {
      const { session, proof } = await withhold();
      await chain.pass(DAY);
      await expectRefused(session, proof, "StudioSessions_NotContestable");
    });

    it("is refused once it was proven wrong", async () => {
      const { session, proof } = await withhold();
      await expectAccepted(session, proof, MISSING, FIRST);
      const reason = { technical: "StudioSessions_NotContestable", title: "Nothing can be contested now" };
      expect(await contest(session, proof)).toMatchObject({ status: "cannot-send", reason });
    });
  });
});
