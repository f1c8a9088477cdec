import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { studioSessionsAbi, masterRegistryAbi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { type PublishedBallot, writeBallotFile } from "@audifi/contracts/ballot-file";
import { ballotTypedData, buildBallotTree, leafOf, tallyBallots } from "@audifi/contracts/ballots";
import { deploy } from "@audifi/contracts/deploy";
import { CID } from "multiformats/cid";
import { bytesToHex, type Hex, zeroHash } from "viem";
import { type Anvil, keyOf, startAnvil } from "../../contracts/test/helpers/anvil.ts";
import { listenIpfs } from "../src/ipfs/server.ts";
import { inRepository } from "../src/repository.ts";

const COMMAND = inRepository("contracts", "scripts", "recount.ts");
const [ARTIST, RELAY] = [1, 2];
const noCid = { digest: zeroHash, codec: 0 };
const draft = { digest: `0x${"11".repeat(32)}`, codec: 0x55 } as const;

/** A real chain and a real IPFS node; the command is given their addresses and nothing else. */
describe("the recount's command", () => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-recount-"));
  let anvil: Anvil;
  let ipfs: Awaited<ReturnType<typeof listenIpfs>>;
  let deployment: Deployment;

  before(async () => {
    anvil = await startAnvil();
    ipfs = await listenIpfs({ folder: join(folder, "ipfs"), host: "127.0.0.1", port: 0, maxFileBytes: 1e6 });
    const owners = [10, 11, 12].map((index) => anvil.wallet(index).account.address);
    const config = {
      safeOwners: owners,
      studioRelay: anvil.wallet(RELAY).account.address,
      directory: folder,
    };
    deployment = await deploy({ rpcUrl: anvil.url, deployerKey: keyOf(0), config });
    const registry = {
      address: deployment.contracts.MasterRegistry.address,
      abi: masterRegistryAbi,
    } as const;
    await send(ARTIST, (wallet) =>
      wallet.writeContract({
        ...registry,
        functionName: "registerArtist",
        args: ["Ada", noCid],
        chain: null,
      }),
    );
  });

  after(async () => {
    anvil.stop();
    await ipfs.close();
    rmSync(folder, { recursive: true, force: true });
  });

  type Wallet = ReturnType<Anvil["wallet"]>;
  async function send(index: number, call: (wallet: Wallet) => Promise<Hex>): Promise<void> {
    const hash = await call(anvil.wallet(index));
    const { status } = await anvil.client.waitForTransactionReceipt({ hash });
    assert.equal(status, "success");
  }

  const studio = () =>
    ({ address: deployment.contracts.StudioSessions.address, abi: studioSessionsAbi }) as const;

  async function openSession(): Promise<bigint> {
    const options = ["One", "Two"].map((label) => ({ label, content: noCid }));
    const params = {
      ...{ artistId: 1n, title: "Finish it", draft, details: noCid },
      rule: { gates: 0, needsAll: false, coinUnit: 1n },
      decisions: [{ kind: 2, question: "Which one?", options }],
    };
    await send(ARTIST, (wallet) =>
      wallet.writeContract({ ...studio(), functionName: "createSession", args: [params], chain: null }),
    );
    const session = await anvil.client.readContract({ ...studio(), functionName: "sessionCount" });
    const closesAt = Number((await anvil.client.getBlock()).timestamp) + 100;
    await send(ARTIST, (wallet) =>
      wallet.writeContract({
        ...studio(),
        functionName: "openSession",
        args: [session, closesAt],
        chain: null,
      }),
    );
    return session;
  }

  async function ballotOf(session: bigint, index: number, option: number): Promise<PublishedBallot> {
    const wallet = anvil.wallet(index);
    const message = { session, decision: 0, option, voter: wallet.account.address, sequence: 1n };
    const at = { chainId: deployment.chainId, address: studio().address };
    const signature = await wallet.signTypedData(ballotTypedData(at, message));
    const { session: _, ...ballot } = message;
    return { ...ballot, weight: 1, class: "everyone", isAttested: false, isDirect: false, signature };
  }

  async function pin(text: string): Promise<{ digest: Hex; codec: number }> {
    const body = new FormData();
    body.set("file", new Blob([text]));
    const url = `http://127.0.0.1:${ipfs.port}/api/v0/add?cid-version=1`;
    const { Hash } = (await (await fetch(url, { method: "POST", body })).json()) as { Hash: string };
    const cid = CID.parse(Hash);
    return { digest: bytesToHex(cid.multihash.digest), codec: cid.code };
  }

  /** Closes the session and publishes; the file may say something else than the tree. */
  async function publish(session: bigint, ballots: PublishedBallot[], filed = ballots): Promise<void> {
    await anvil.control.increaseTime({ seconds: 200 });
    await anvil.control.mine({ blocks: 1 });
    const at = { chainId: deployment.chainId, address: studio().address };
    const cid = await pin(writeBallotFile({ studio: at, session, ballots: filed }));
    const { root, count } = buildBallotTree(ballots.map((ballot) => leafOf(session, ballot)));
    const args = [session, root, count, cid, tallyBallots(ballots, [2])] as const;
    await send(RELAY, (wallet) =>
      wallet.writeContract({ ...studio(), functionName: "publishBallots", args, chain: null }),
    );
  }

  const run = (session: bigint, ...more: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const ipfsUrl = `http://127.0.0.1:${ipfs.port}`;
      const places = ["--rpc", anvil.url, "--ipfs", ipfsUrl, "--studio", studio().address];
      const args = [COMMAND, ...places, "--session", String(session), ...more];
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      );
    });

  it("ends with 0 where everything is as published, and says who is in", async () => {
    const session = await openSession();
    const ballots = [await ballotOf(session, 4, 0)];
    await publish(session, ballots);
    const voter = ballots[0]!.voter;
    const { code, output } = await run(session, "--voter", voter);
    assert.equal(code, 0, output);
    assert.match(output, /Everything is as published/);
    assert.match(output, new RegExp(`${voter} is in: decision 0, option 0, weight 1`));
    const absent = await run(session, "--voter", anvil.wallet(5).account.address);
    assert.match(absent.output, /is not in the published ballots/);
  });

  it("ends with 1 and names what is not as published", async () => {
    const session = await openSession();
    const honest = await ballotOf(session, 4, 0);
    await publish(session, [{ ...honest, option: 1, weight: 7 }]);
    const { code, output } = await run(session);
    assert.equal(code, 1, output);
    for (const name of ["bad-signature", "wrong-weight"]) assert.match(output, new RegExp(`^${name}: `, "m"));
    const other = await openSession();
    const ballot = await ballotOf(other, 4, 0);
    await publish(other, [ballot], []);
    const withheld = await run(other);
    assert.equal(withheld.code, 1, withheld.output);
    for (const name of ["wrong-root", "wrong-tally"])
      assert.match(withheld.output, new RegExp(`^${name}: `, "m"));
  });

  it("ends with 1 where nothing was published, and with 2 where it cannot count", async () => {
    const session = await openSession();
    const { code, output } = await run(session);
    assert.equal(code, 1);
    assert.match(output, /^not-published: /m);
    assert.equal((await run(99n)).code, 2);
    assert.equal((await run(session, "--rpc", "http://127.0.0.1:9")).code, 2);
  });
});
