import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, parseSignature } from "viem";

import {
  COIN,
  coinAt,
  deployCoinPlatform,
  give,
  launchCoin,
  type Launched,
  SUPPLY,
} from "../helpers/coins.ts";
import { emits, loadFixture, now, people, publicClient, reverts, wait, wallets } from "../helpers/network.ts";

const { ann, ben, cleo, stranger } = people;

async function launch(): Promise<Launched> {
  const launched = await launchCoin(await loadFixture(deployCoinPlatform));
  await give(launched, ann, 100n * COIN);
  return launched;
}

const permitTypes = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

async function signPermit({ coin }: Launched, changes: { signer?: Address; chainId?: number } = {}) {
  const message = {
    ...{ owner: ann, spender: ben, value: 7n },
    nonce: await coin.read.nonces([ann]),
    deadline: BigInt((await now()) + 3_600),
  };
  const signature = await wallets[0]!.signTypedData({
    account: changes.signer ?? ann,
    domain: {
      ...{ name: "Ada Coin", version: "1", verifyingContract: coin.address },
      chainId: changes.chainId ?? (await publicClient.getChainId()),
    },
    types: permitTypes,
    primaryType: "Permit",
    message,
  });
  const { r, s, yParity } = parseSignature(signature);
  return [message.owner, message.spender, message.value, message.deadline, 27 + yParity, r, s] as const;
}

describe("ArtistCoin", () => {
  it("has a fixed supply of 1,000,000 coins, and nobody can mint or initialise again", async () => {
    const { coin, platform } = await launch();
    assert.equal(await coin.read.totalSupply(), SUPPLY);
    assert.equal(await coin.read.SUPPLY(), SUPPLY);
    assert.equal(await coin.read.decimals(), 18);
    for (const target of [coin, coinAt(platform.codes.coin)]) {
      await reverts(target.write.initialize([ann]), coin, "InvalidInitialization");
    }
  });

  it("has no function that could mint, burn, pause, tax or change an owner", async () => {
    const { coin } = await launch();
    const writing = coin.abi.flatMap((entry) =>
      entry.type === "function" && entry.stateMutability !== "view" && entry.stateMutability !== "pure"
        ? [entry.name]
        : [],
    );
    assert.deepEqual(
      writing.sort(),
      ["approve", "delegate", "delegateBySig", "initialize", "permit", "transfer", "transferFrom"].sort(),
    );
  });

  it("names itself in its EIP-712 domain", async () => {
    const { coin } = await launch();
    const [, name, version, chainId, contract] = await coin.read.eip712Domain();
    assert.deepEqual(
      [name, version, chainId, contract],
      ["Ada Coin", "1", BigInt(await publicClient.getChainId()), coin.address],
    );
  });

  describe("permit", () => {
    it("approves what was signed, once", async () => {
      const launched = await launch();
      const { coin } = launched;
      const args = await signPermit(launched);
      await coin.write.permit(args, { account: stranger });
      assert.equal(await coin.read.allowance([ann, ben]), 7n);
      await assert.rejects(coin.write.permit(args), /ERC2612InvalidSigner/);
    });

    it("reverts for another signer, another chain, and after the deadline", async () => {
      const launched = await launch();
      const { coin } = launched;
      for (const changes of [{ signer: cleo }, { chainId: 1 }]) {
        await assert.rejects(coin.write.permit(await signPermit(launched, changes)), /ERC2612InvalidSigner/);
      }
      const late = await signPermit(launched);
      await wait(3_601);
      await assert.rejects(coin.write.permit(late), /ERC2612ExpiredSignature/);
    });
  });

  describe("votes", () => {
    it("follow delegations, by time", async () => {
      const { coin } = await launch();
      assert.equal(await coin.read.CLOCK_MODE(), "mode=timestamp");
      assert.equal(await coin.read.clock(), await now());
      assert.equal(await coin.read.getVotes([ann]), 0n);
      const args = [ben, 0n, 100n * COIN];
      await emits(coin.write.delegate([ben], { account: ann }), coin, "DelegateVotesChanged", args);
      const then = await now();
      await wait(10);
      await coin.write.transfer([cleo, 40n * COIN], { account: ann });
      assert.equal(await coin.read.getVotes([ben]), 60n * COIN);
      assert.equal(await coin.read.getPastVotes([ben, BigInt(then)]), 100n * COIN);
      assert.equal(await coin.read.getPastVotes([ben, BigInt(then - 1)]), 0n);
      assert.equal(await coin.read.getPastTotalSupply([BigInt(then)]), SUPPLY);
    });

    it("cannot be looked up for now", async () => {
      const { coin } = await launch();
      const time = await now();
      await assert.rejects(coin.read.getPastVotes([ann, BigInt(time)]), /ERC5805FutureLookup/);
    });
  });
});
