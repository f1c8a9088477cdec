import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, parseSignature, zeroAddress } from "viem";

import { buy, closeByArtist, give } from "../helpers/actions.ts";
import { deployCoinPlatform, GRANTED, launchCoin, type Launched, RESERVE } from "../helpers/coins.ts";
import {
  DAY,
  emits,
  impersonate,
  loadFixture,
  now,
  people,
  publicClient,
  reverts,
  time,
  wait,
  wallets,
} from "../helpers/network.ts";

const { ann, ben, cleo, stranger } = people;
const PUBLIC = 7;

/** Ann buys 3 of 7 public shares, Ben 1. */
async function launchBought(): Promise<Launched> {
  const platform = await loadFixture(deployCoinPlatform);
  const launched = await launchCoin(platform, { totalShares: 10, publicShares: PUBLIC });
  await buy(launched.master, ann, 3);
  await buy(launched.master, ben, 1);
  return launched;
}

async function launchClosed(): Promise<Launched> {
  const launched = await launchBought();
  await closeByArtist(launched.master);
  return launched;
}

const claim = ({ platform, coin }: Launched, account: Address, to = account) =>
  platform.grants.write.claim([coin.address, to], { account });
const sweep = ({ platform, coin }: Launched, account = stranger) =>
  platform.grants.write.sweep([coin.address], { account });
const partOf = (bought: bigint) => (bought * GRANTED) / BigInt(PUBLIC);

const delegationTypes = {
  Delegation: [
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
  ],
} as const;

async function signDelegation({ coin }: Launched, account: Address, delegatee: Address) {
  const message = { delegatee, nonce: 0n, expiry: BigInt((await now()) + 3_600) };
  const signature = await wallets[0]!.signTypedData({
    account,
    domain: {
      name: "Ada Coin",
      version: "1",
      chainId: await publicClient.getChainId(),
      verifyingContract: coin.address,
    },
    types: delegationTypes,
    primaryType: "Delegation",
    message,
  });
  const { r, s, yParity } = parseSignature(signature);
  return { ...message, v: 27 + yParity, r, s };
}

describe("CoinGrants", () => {
  describe("open", () => {
    describe("when the caller is not the launcher", () => {
      it("reverts with NotLauncher", async () => {
        const { platform, coin, master, staking } = await launchBought();
        const args = [coin.address, master.address, 1, staking.address] as const;
        const call = platform.grants.write.open(args, { account: stranger });
        await reverts(call, platform.grants, "CoinGrants_NotLauncher", [stranger]);
      });
    });

    describe("when the coin has a grant, or its coins did not arrive", () => {
      it("reverts with InvalidGrant", async () => {
        const { platform, coin, master, staking } = await launchBought();
        await platform.registry.write.setCoinLauncher([platform.usdc.address]);
        await impersonate(platform.usdc.address);
        for (const token of [coin.address, platform.usdc.address]) {
          const args = [token, master.address, 1, staking.address] as const;
          const call = platform.grants.write.open(args, { account: platform.usdc.address });
          await reverts(call, platform.grants, "CoinGrants_InvalidGrant", [token]);
        }
      });
    });
  });

  describe("claim", () => {
    describe("when the coin is unknown", () => {
      it("reverts with UnknownCoin, and nothing is claimable", async () => {
        const { platform } = await launchBought();
        const call = platform.grants.write.claim([stranger, ann], { account: ann });
        await reverts(call, platform.grants, "CoinGrants_UnknownCoin", [stranger]);
        assert.equal(await platform.grants.read.claimable([stranger, ann]), 0n);
        assert.equal(await platform.grants.read.grantedTo([stranger, ann]), 0n);
      });
    });

    describe("when the offering is open, or has ended and is not closed", () => {
      it("reverts with OfferingOpen", async () => {
        const launched = await launchBought();
        const { platform, coin, master } = launched;
        await reverts(claim(launched, ann), platform.grants, "CoinGrants_OfferingOpen", [master.address]);
        await time.increaseTo(await master.shares.read.effectiveEnd());
        await reverts(claim(launched, ann), platform.grants, "CoinGrants_OfferingOpen", [master.address]);
        assert.equal(await platform.grants.read.claimable([coin.address, ann]), 0n);
        assert.equal(await platform.grants.read.grantedTo([coin.address, ann]), partOf(3n));
      });
    });

    describe("when the account bought nothing", () => {
      it("reverts with NothingToClaim, although it holds shares", async () => {
        const launched = await launchClosed();
        await give(launched.master, ann, cleo, 1);
        const args = [launched.coin.address, cleo];
        await reverts(claim(launched, cleo), launched.platform.grants, "CoinGrants_NothingToClaim", args);
      });
    });

    describe("when the account was paid", () => {
      it("reverts with NothingToClaim, also after its shares moved", async () => {
        const launched = await launchClosed();
        const { platform, coin, master } = launched;
        await claim(launched, ann, cleo);
        for (const id of [1, 2, 3]) await give(master, ann, ben, id);
        const again = claim(launched, ann);
        await reverts(again, platform.grants, "CoinGrants_NothingToClaim", [coin.address, ann]);
        const forAnn = platform.grants.write.claimFor([coin.address, ann]);
        await reverts(forAnn, platform.grants, "CoinGrants_NothingToClaim", [coin.address, ann]);
        assert.equal(await platform.grants.read.isClaimed([coin.address, ann]), true);
        assert.equal(await platform.grants.read.claimable([coin.address, ann]), 0n);
        await claim(launched, ben);
        assert.equal(await coin.read.balanceOf([ben]), partOf(1n));
      });
    });

    describe("when the target is the zero address", () => {
      it("reverts with ZeroAddress", async () => {
        const launched = await launchClosed();
        const call = claim(launched, ann, zeroAddress);
        await reverts(call, launched.platform.grants, "CoinGrants_ZeroAddress");
      });
    });

    const ways: Record<string, (launched: Launched) => Promise<unknown>> = {
      "sold out": ({ master }) => buy(master, cleo, PUBLIC - 4),
      "was closed": ({ master }) => closeByArtist(master),
      "passed its grace": async ({ master }) =>
        time.increaseTo((await master.shares.read.effectiveEnd()) + 30 * DAY),
    };
    for (const [how, close] of Object.entries(ways)) {
      describe(`when the offering ${how}`, () => {
        it("pays bought × 200,000 / public shares, rounded down", async () => {
          const launched = await launchBought();
          const { platform, coin } = launched;
          await close(launched);
          assert.equal(await platform.grants.read.claimable([coin.address, ann]), partOf(3n));
          const args = [coin.address, ann, cleo, 3n, partOf(3n)];
          await emits(claim(launched, ann, cleo), platform.grants, "GrantClaimed", args);
          assert.equal(await coin.read.balanceOf([cleo]), partOf(3n));
        });
      });
    }

    describe("when the shares moved", () => {
      it("pays the buyer", async () => {
        const launched = await launchClosed();
        await give(launched.master, ann, cleo, 1);
        await claim(launched, ann);
        assert.equal(await launched.coin.read.balanceOf([ann]), partOf(3n));
      });
    });

    describe("when somebody else claims for the account", () => {
      it("pays the account", async () => {
        const { platform, coin } = await launchClosed();
        await platform.grants.write.claimFor([coin.address, ann], { account: stranger });
        assert.equal(await coin.read.balanceOf([ann]), partOf(3n));
        assert.equal(await coin.read.balanceOf([stranger]), 0n);
      });
    });

    describe("when the platform is paused", () => {
      it("pays", async () => {
        const launched = await launchClosed();
        await launched.platform.switchboard.write.pause();
        await claim(launched, ann);
        await sweep(launched);
        assert.equal(await launched.coin.read.balanceOf([ann]), partOf(3n));
      });
    });

    describe("when it comes with a delegation", () => {
      it("pays and delegates", async () => {
        const launched = await launchClosed();
        const { platform, coin } = launched;
        const delegation = await signDelegation(launched, ann, cleo);
        await platform.grants.write.claimAndDelegate([coin.address, delegation], { account: ann });
        assert.equal(await coin.read.balanceOf([ann]), partOf(3n));
        assert.equal(await coin.read.delegates([ann]), cleo);
        assert.equal(await coin.read.getVotes([cleo]), partOf(3n));
      });

      it("pays although the delegation fails", async () => {
        const launched = await launchClosed();
        const { platform, coin } = launched;
        const delegation = await signDelegation(launched, ann, ann);
        const { delegatee, nonce, expiry, v, r, s } = delegation;
        await coin.write.delegateBySig([delegatee, nonce, expiry, v, r, s], { account: stranger });
        await platform.grants.write.claimAndDelegate([coin.address, delegation], { account: ann });
        assert.equal(await coin.read.balanceOf([ann]), partOf(3n));
        assert.equal(await coin.read.getVotes([ann]), partOf(3n));
      });
    });
  });

  describe("sweep", () => {
    describe("when the offering is open", () => {
      it("reverts with OfferingOpen", async () => {
        const launched = await launchBought();
        const args = [launched.master.address];
        await reverts(sweep(launched), launched.platform.grants, "CoinGrants_OfferingOpen", args);
      });
    });

    describe("when all shares were sold", () => {
      it("reverts with NothingToSweep and leaves dust only", async () => {
        const launched = await launchBought();
        const { platform, coin, master } = launched;
        await buy(master, cleo, PUBLIC - 4);
        await reverts(sweep(launched), platform.grants, "CoinGrants_NothingToSweep", [coin.address]);
        for (const account of [ann, ben, cleo]) await claim(launched, account);
        const left = await coin.read.balanceOf([platform.grants.address]);
        assert.ok(left < 3n, `${left}`);
      });
    });

    describe("when shares are unsold", () => {
      it("sends their coins to the staking reserve, and leaves what buyers can claim", async () => {
        const launched = await launchClosed();
        const { platform, coin, staking, market } = launched;
        const amount = GRANTED - partOf(4n);
        const args = [coin.address, staking.address, 4n, amount];
        await emits(sweep(launched), platform.grants, "GrantSwept", args);
        const stream = await staking.read.stream();
        assert.equal(stream.reserve, market.reserve + amount);
        assert.equal(stream.baseRate, stream.reserve / BigInt(8 * 365 * DAY));
        assert.ok(market.reserve >= RESERVE);
        for (const account of [ann, ben]) await claim(launched, account);
        assert.ok((await coin.read.balanceOf([platform.grants.address])) < 2n);
        assert.equal((await platform.grants.read.grantOf([coin.address])).isSwept, true);
      });

      it("sends everything when nothing was sold", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const launched = await launchCoin(platform);
        await closeByArtist(launched.master);
        await sweep(launched);
        assert.equal(await launched.coin.read.balanceOf([platform.grants.address]), 0n);
      });
    });

    describe("when it was swept", () => {
      it("reverts with NothingToSweep", async () => {
        const launched = await launchClosed();
        await sweep(launched);
        await wait(DAY);
        const args = [launched.coin.address];
        await reverts(sweep(launched), launched.platform.grants, "CoinGrants_NothingToSweep", args);
      });
    });
  });
});
