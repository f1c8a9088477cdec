import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Hex, numberToHex, zeroAddress } from "viem";

import { execute, callData, deployPuppet, outcomesOf, setScript } from "../helpers/puppets.ts";
import { loadFixture, people, publicClient, viem, wait } from "../helpers/network.ts";
import {
  audio,
  cast,
  close,
  counted,
  createSession,
  deployStudioPlatform,
  deployStudioPlatformWith,
  direct,
  HOUR,
  lock,
  openFor,
  openSession,
  publish,
  receipted,
  type ReceiptTerms,
  studioGoesRed,
  type StudioPlatform,
} from "../helpers/studio.ts";

const { artist, ann, ben, cleo, dan, stranger } = people;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The same signature with the other root: valid to a careless verifier, refused by OpenZeppelin's. */
function highS(signature: Hex): Hex {
  const s = numberToHex(CURVE_ORDER - BigInt(`0x${signature.slice(66, 130)}`), { size: 32 });
  const v = signature.slice(130) === "1b" ? "1c" : "1b";
  return `${signature.slice(0, 66)}${s.slice(2)}${v}` as Hex;
}

/** A ballot that Ann never cast in this session, or the relay never received, proves nothing against its publisher. */
async function forgedBallotsProveNothing(platform: StudioPlatform): Promise<void> {
  const { studio } = platform;
  const other = await openSession(platform);
  const session = await openSession(platform);
  const { openedAt, closesAt } = await studio.read.sessionOf([session]);
  await close(platform, session);
  await publish(platform, session, []);
  const message = { session, decision: 0, option: 1, voter: ann, sequence: 7n };
  const lies: [what: string, terms: ReceiptTerms][] = [
    ["another chain", { studio: { chainId: 1 } }],
    ["another contract", { studio: { address: stranger } }],
    ["another session", { signed: { session: other } }],
    ["another decision", { signed: { decision: 1 } }],
    ["another option", { signed: { option: 0 } }],
    ["another voter", { signed: { voter: ben } }],
    ["another sequence", { signed: { sequence: 8n } }],
    ["another signer", { signer: ben }],
    ["a receipt of somebody else", { receiptSigner: ann }],
    ["a receipt from before opening", { receivedAt: openedAt - 1 }],
    ["a receipt from after closing", { receivedAt: closesAt }],
  ];
  const contest = (ballot: Awaited<ReturnType<typeof receipted>>) =>
    Promise.allSettled([studio.write.contestMissing([session, [], ballot], { account: stranger })]);
  for (const [what, terms] of lies) {
    await contest(await receipted(platform, message, terms));
    assert.equal((await studio.read.countOf([session])).isContested, false, what);
  }
  const honest = await receipted(platform, message);
  await contest({ ...honest, signature: highS(honest.signature) });
  await contest({ ...honest, receipt: highS(honest.receipt) });
  await contest({ ...honest, receipt: honest.signature });
  await contest({ ...honest, receivedAt: honest.receivedAt + 1 });
  await contest({ ...honest, signature: "0x", receipt: "0x" });
  assert.equal((await studio.read.countOf([session])).isContested, false, "signatures");
  await contest(honest);
  assert.equal((await studio.read.countOf([session])).isContested, true, "the honest one");
}

/** The relay cannot keep a voter out: who casts on chain has to be in the tree with that very option. */
async function withheldBallotsAreCastOnChain(platform: StudioPlatform): Promise<void> {
  const { studio } = platform;
  for (const leaves of [
    [counted(0, 1, ann)],
    [counted(0, 1, ann), counted(0, 0, cleo, { sequence: 2n ** 64n - 1n })],
    [counted(0, 1, ann), counted(0, 0, cleo, { isDirect: true, sequence: 0n })],
  ]) {
    const session = await openSession(platform);
    await cast(platform, session, cleo, [0, 0]);
    await cast(platform, session, cleo, [0, 1]);
    await close(platform, session);
    const { prove, find } = await publish(platform, session, leaves);
    const proof = direct(0, cleo);
    const account = stranger;
    const contest =
      leaves.length === 1
        ? studio.write.contestMissing([session, [prove(0)], proof], { account })
        : studio.write.contestIgnored([session, find(0, cleo), proof], { account });
    await Promise.allSettled([contest]);
    assert.equal((await studio.read.countOf([session])).isContested, true);
  }
}

/** Nobody but the artist locks, nobody but the publisher publishes, and no lock overtakes a contest. */
async function resultsAreNobodysToTake(platform: StudioPlatform): Promise<void> {
  const { studio } = platform;
  const session = await openSession(platform);
  await close(platform, session);
  const attempt = (call: Promise<unknown>) => Promise.allSettled([call]);
  const args = [
    session,
    `0x${"11".repeat(32)}`,
    1,
    { digest: `0x${"22".repeat(32)}`, codec: 0x55 },
    [9n, 0n, 0n, 0n, 0n],
  ] as const;
  for (const account of [artist, ann, dan]) await attempt(studio.write.publishBallots(args, { account }));
  assert.equal((await studio.read.countOf([session])).publications, 0, "published by others");
  await attempt(lock(platform, session, [0, 0]));
  assert.equal((await studio.read.sessionOf([session])).outcome, 0, "locked before anything was published");
  await publish(platform, session, [counted(0, 1, ann)]);
  await attempt(lock(platform, session, [1, 0]));
  await wait(24 * HOUR);
  for (const account of [ann, dan, stranger])
    await attempt(lock(platform, session, [1, 0], ["", ""], account));
  assert.equal((await studio.read.sessionOf([session])).outcome, 0, "locked early or by others");
  await lock(platform, session, [1, 0]);
  assert.equal((await studio.read.sessionOf([session])).outcome, 1);
}

/** A producer who re-enters while being paid is paid once. */
async function bountiesArePaidOnce(platform: StudioPlatform): Promise<void> {
  const { studio } = platform;
  const puppet = await deployPuppet();
  const call = (name: string, args: readonly unknown[]) => ({
    target: studio.address,
    data: callData(studio, name, args),
  });
  await studio.write.setProducer([puppet.address, true]);
  const session = await createSession(platform);
  const other = await createSession(platform);
  await execute(puppet, call("submitOption", [session, 0, audio("Mine")]));
  await studio.write.acceptSubmission([session, 0], { account: artist });
  for (const id of [session, other]) {
    await studio.write.fundBounty([id, 0, zeroAddress, 50n], { account: artist, value: 50n });
  }
  await openFor(platform, session);
  await close(platform, session);
  await wait(72 * HOUR);
  await lock(platform, session, [2, 0]);
  const withdraw = call("withdraw", [puppet.address, [zeroAddress]]);
  await setScript(puppet, [withdraw]);
  await Promise.allSettled([execute(puppet, withdraw)]);
  assert.equal(await publicClient.getBalance({ address: puppet.address }), 50n);
  assert.equal(await publicClient.getBalance({ address: studio.address }), 50n, "the other session's bounty");
  assert.deepEqual(await outcomesOf(puppet), [false]);
}

describe("attack: studio sessions", () => {
  it("forge ballots and receipts", async () =>
    forgedBallotsProveNothing(await loadFixture(deployStudioPlatform)));

  it("keep a voter out", async () => withheldBallotsAreCastOnChain(await loadFixture(deployStudioPlatform)));

  it("take a result", async () => resultsAreNobodysToTake(await loadFixture(deployStudioPlatform)));

  it("be paid twice", async () => bountiesArePaidOnce(await loadFixture(deployStudioPlatform)));

  it("open without anybody who would publish", async () => {
    const platform = await loadFixture(deployStudioPlatform);
    const args = [platform.manager, platform.registry.address, platform.switchboard.address] as const;
    const bare = await viem.deployContract("StudioSessions", args);
    const session = await createSession({ ...platform, studio: bare as never });
    await assert.rejects(openFor({ ...platform, studio: bare as never }, session), /StudioSessions_NoRelay/);
  });

  it("go red on a copy that asks for no signature of the voter", () =>
    studioGoesRed(forgedBallotsProveNothing, {
      file: "studio/StudioBallots.sol",
      replace: "if (!SignatureChecker.isValidSignatureNowCalldata(ballot.voter, hash, ballot.signature)) {",
      with: "if (hash == 0) {",
    }));

  it("go red on a copy whose ballots are good in every session", () =>
    studioGoesRed(forgedBallotsProveNothing, {
      file: "studio/StudioBallots.sol",
      replace: "keccak256(abi.encode(BALLOT_TYPE, session, decision, option, voter, sequence))",
      with: "keccak256(abi.encode(BALLOT_TYPE, uint64(1), decision, option, voter, sequence))",
    }));

  it("go red on a copy in which relayed ballots win over those on chain", () =>
    studioGoesRed(withheldBallotsAreCastOnChain, {
      file: "studio/StudioBallots.sol",
      replace: "isIgnored = !counted.isDirect || uint256(counted.option) + 1 != direct;",
      with: "isIgnored = uint256(counted.option) + 1 == 9;",
    }));

  it("go red on a copy that locks at once", () =>
    studioGoesRed(resultsAreNobodysToTake, {
      file: "studio/StudioSessions.sol",
      replace: "if (block.timestamp < earliest) revert StudioSessions_LockTooEarly(earliest);",
      with: "",
    }));

  it("go red on a copy that pays before it writes", async () => {
    const edits = [
      {
        file: "studio/StudioBounties.sol",
        replace: "            _credits[msg.sender][currency] = 0;\n",
        with: "",
      },
      {
        file: "studio/StudioBounties.sol",
        replace: "if (!isPaid) revert StudioSessions_PaymentFailed(to, currency, amount);",
        with: "_credits[msg.sender][currency] = 0; isPaid;",
      },
      {
        file: "studio/StudioBounties.sol",
        replace: "function withdraw(address to, address[] calldata currencies) external nonReentrant {",
        with: "function withdraw(address to, address[] calldata currencies) external {",
      },
    ];
    await studioGoesRed(bountiesArePaidOnce, ...edits);
  });

  it("needs contracts around it", async () => {
    const { manager, registry, switchboard } = await deployStudioPlatformWith();
    const around = [manager, registry.address, switchboard.address] as const;
    for (const index of [1, 2]) {
      const args = around.map((address, i) => (i === index ? zeroAddress : address));
      await assert.rejects(
        viem.deployContract("StudioSessions" as string, args as never),
        /StudioSessions_NoCode/,
      );
    }
  });
});
