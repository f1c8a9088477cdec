import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, type Hex, numberToHex } from "viem";

import { buyPresale } from "../helpers/actions.ts";
import { allowList } from "../helpers/allow-list.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, launchUsdc, type Platform } from "../helpers/fixture.ts";
import { DAY, loadFixture, nextAt, now, people } from "../helpers/network.ts";
import { signPermit } from "../helpers/permits.ts";
import { statement } from "../helpers/terms.ts";

const { ann, ben, cleo, stranger } = people;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

type SignedPermit = Awaited<ReturnType<typeof signPermit>>;

/** The same signature with the other root: valid to a careless verifier, refused by OpenZeppelin's. */
const highS = ({ v, s, ...rest }: SignedPermit): SignedPermit => ({
  ...rest,
  v: v === 27 ? 28 : 27,
  s: numberToHex(CURVE_ORDER - BigInt(s), { size: 32 }),
});

/** A permit of `ann` for one master moves her money once, there, and for her purchase only. */
async function permitsAreSpentOnce(platform: Platform): Promise<void> {
  const { usdc, vault } = platform;
  const [master, other] = [await launchUsdc(platform), await launchUsdc(platform)];
  const { price } = master;
  const deadline = BigInt((await now()) + DAY);
  const sign = (changes: { chainId?: number; token?: Address } = {}) =>
    signPermit(platform, { owner: ann, spender: master.address, value: price, deadline, ...changes });
  await usdc.write.approve([vault.address, 0n], { account: ann });
  const before = await usdc.read.balanceOf([ann]);
  const spent = async () => before - (await usdc.read.balanceOf([ann]));
  const attempt = (call: Promise<unknown>) => Promise.allSettled([call]);
  const buyWith = (permit: SignedPermit, account = ann, at = master) =>
    attempt(at.shares.write.buyWithPermit([1n, permit], { account }));

  const permit = await sign();
  await buyWith(permit, stranger);
  await buyWith(permit, ann, other);
  await buyWith(highS(permit));
  await buyWith(await sign({ chainId: 1 }));
  await buyWith(await sign({ token: stranger }));
  await attempt(
    vault.write.depositWithPermit([master.address, price, statement(), permit], { account: stranger }),
  );
  assert.equal(await spent(), 0n, "nothing but the right call spends it");

  await buyWith(permit);
  assert.equal(await spent(), price);
  await buyWith(permit);
  await buyWith(permit, ann, other);
  await attempt(
    vault.write.depositWithPermit([master.address, price, statement(), permit], { account: ann }),
  );
  assert.equal(await spent(), price, "once");
}

/** A presale proof is good for its account, its maximum and lists that hold it. */
async function proofsAreNotForOthers(platform: Platform): Promise<void> {
  const list = allowList([
    [ann, 2],
    [ben, 9],
    [cleo, 1],
  ]);
  const presaleStart = (await now()) + DAY;
  const terms = { presaleStart, start: presaleStart + DAY };
  const master = await launch(platform, { ...terms, presaleRoot: list.root });
  const otherRoot = allowList([
    [stranger, 1],
    [cleo, 2],
  ]).root;
  const other = await launch(platform, { ...terms, presaleRoot: otherRoot });
  await nextAt(presaleStart);

  const attempts: [who: Address, max: number, proof: Hex[]][] = [
    [stranger, 2, list.proofOf(ann)],
    [stranger, 2, []],
    [stranger, 2, [list.root]],
    [ann, 9, list.proofOf(ben)],
    [ann, 3, list.proofOf(ann)],
    [ann, 2, list.proofOf(ann).slice(1)],
    [ann, 2, [...list.proofOf(ann), list.root]],
  ];
  for (const [who, max, proof] of attempts)
    await Promise.allSettled([buyPresale(master, who, 1, max, proof)]);
  await Promise.allSettled([buyPresale(other, ann, 1, 2, list.proofOf(ann))]);
  assert.equal(await master.shares.read.sold(), 0n);
  assert.equal(await other.shares.read.sold(), 0n);

  for (let i = 0; i < 4; i++) await Promise.allSettled([buyPresale(master, ann, 1, 2, list.proofOf(ann))]);
  assert.equal(await master.shares.read.sold(), 2n, "a proof used again stays within its maximum");
}

describe("attack: signatures and proofs used again", () => {
  it("spend a permit once and for its owner only", async () =>
    permitsAreSpentOnce(await loadFixture(deployPlatform)));

  it("lend a proof to nobody", async () => proofsAreNotForOthers(await loadFixture(deployPlatform)));

  it("go red on a copy that skips the proof", () =>
    goesRed(proofsAreNotForOthers, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "if (!MerkleProof.verifyCalldata(proof, terms.presaleRoot(), leaf)) {",
      with: "if (leaf == 0 || proof.length > 99) {",
    }));

  it("go red on a copy that forgets the maximum", () =>
    goesRed(proofsAreNotForOthers, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "_purchase(count, cap == 0 || max < cap ? max : cap, terms);",
      with: "_purchase(count, cap == 0 ? 100 : cap, terms);",
    }));
});
