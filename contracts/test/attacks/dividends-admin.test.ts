import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Abi, type AbiFunction, zeroAddress } from "viem";

import { dividendVaultAbi, masterSharesAbi } from "../../exports/abi.ts";
import { buy, claim, claimable, deposit } from "../helpers/actions.ts";
import { compileBroken, goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, pays, people } from "../helpers/network.ts";

const { admin, ann, ben, stranger } = people;

/** Who may change anything in the contracts that hold people's money. A new function has to be put down here. */
const writers = {
  vault: {
    anyone: ["deposit", "depositWithPermit", "claimFor"],
    self: ["claim", "claimTo"],
    artist: ["claimArtistCredit"],
    switchboard: ["setPausedUntil"],
  },
  shares: {
    registry: ["initialize"],
    vault: ["accrue", "collect"],
    anyone: ["buy", "buyPresale", "buyPresaleWithPermit", "buyWithPermit", "withdrawFees"],
    artist: ["closeOffering", "extendOffering", "mintRemaining", "setTransferValidator", "withdrawProceeds"],
    holder: ["approve", "requestUnstake", "safeTransferFrom", "setApprovalForAll", "stake", "transferFrom"],
  },
};

const writesOf = (abi: Abi): string[] => [
  ...new Set(
    abi
      .filter((entry): entry is AbiFunction => entry.type === "function")
      .filter(({ stateMutability }) => stateMutability !== "view" && stateMutability !== "pure")
      .map(({ name }) => name),
  ),
];

const assertWriters = (abi: Abi, known: Record<string, string[]>) =>
  assert.deepEqual(writesOf(abi).sort(), Object.values(known).flat().sort());

/** Every lever that the platform's roles have, pulled. */
async function pullEveryLever({ registry, switchboard }: Platform): Promise<void> {
  const puppet = stranger;
  await registry.write.setPlatformFee([500]);
  await registry.write.setFeeRecipient([puppet]);
  await registry.write.setSharesImplementation([registry.address]);
  await registry.write.setArtistFlags([1n, 255]);
  await registry.write.setMasterFlags([1n, 255]);
  await switchboard.write.setMarket([registry.address, true]);
  await switchboard.write.setValidator([registry.address, true]);
  await switchboard.write.pause();
}

async function leversMoveNoMoney(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 4);
  await buy(master, ben, 6);
  await deposit(master, 1_000n);
  const proceeds = await master.shares.read.withdrawable();

  await pullEveryLever(platform);
  assert.deepEqual(await master.shares.read.withdrawable(), proceeds, "proceeds");
  assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [400n, 600n]);
  await pays(claim(ann, master), [[ann, 400n]]);
  await master.shares.write.transferFrom([ben, ann, 5n], { account: ben });
  await assertExact(master);
}

describe("attack: an operator who takes holders' money", () => {
  it("finds only functions whose caller is known", () => {
    assertWriters(dividendVaultAbi, writers.vault);
    assertWriters(masterSharesAbi, writers.shares);
  });

  it("goes red on a copy with a drain", () => {
    const { abi } = compileBroken("revenue/DividendVault", [
      {
        file: "revenue/DividendVault.sol",
        replace: "    function _checkPayee(",
        with: "    function drain() external { payable(msg.sender).transfer(address(this).balance); }\n\n    function _checkPayee(",
      },
    ]);
    assert.throws(() => assertWriters(abi, writers.vault), assert.AssertionError);
  });

  it("has no owner, no role and no storage for one in the vault", () => {
    const names = (dividendVaultAbi as Abi).flatMap((entry) => ("name" in entry ? [entry.name] : []));
    assert.deepEqual(
      names.filter((name) => /owner|admin|authority|role|upgrade|pause[^d]/i.test(name)),
      [],
    );
  });

  it("moves nobody's money with all levers of all roles", async () =>
    leversMoveNoMoney(await loadFixture(deployPlatform)));

  it("goes red on a copy whose fee follows the platform's", () =>
    goesRed(leversMoveNoMoney, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "ShareArgs.terms().platformFee()",
      with: "REGISTRY.platformFee()",
    }));

  it("refuses the admin what is the vault's, the registry's and the artist's", async () => {
    const platform = await loadFixture(deployPlatform);
    const { shares, address } = await launch(platform);
    const as = { account: admin };
    const tries = [
      shares.write.accrue([1n], as),
      shares.write.collect([ann], as),
      shares.write.initialize([1, zeroAddress], as),
      shares.write.withdrawProceeds([admin], as),
      shares.write.mintRemaining([admin, 1n], as),
      shares.write.closeOffering(as),
      shares.write.setTransferValidator([zeroAddress], as),
      platform.vault.write.claimArtistCredit([admin, [address]], as),
    ];
    const results = await Promise.allSettled(tries);
    assert.deepEqual(
      results.filter(({ status }) => status === "fulfilled"),
      [],
    );
  });
});
