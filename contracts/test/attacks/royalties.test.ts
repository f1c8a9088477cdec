import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import { allowListTransferValidatorAbi } from "../../exports/abi.ts";
import { buy, give, ownerOf } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { at, deployPlatform, launch, type Master, type Mock, type Platform } from "../helpers/fixture.ts";
import { loadFixture, people, publicClient, viem, wallets } from "../helpers/network.ts";
import { act, callData, deployPuppet, execute } from "../helpers/puppets.ts";

const { ann, ben, cleo, artist } = people;
const levels = { allowList: 0, open: 1, closed: 2 } as const;

/** A master behind our allow-list validator with nobody on the list; `ann` holds shares 1 to 5. */
async function launchGuarded(platform: Platform) {
  const deployed = await viem.deployContract("AllowListTransferValidator");
  const validator = at(allowListTransferValidatorAbi, deployed.address);
  await platform.switchboard.write.setValidator([validator.address, true]);
  const master = await launch(platform, { validator: validator.address });
  await buy(master, ann, 5);
  return { master, validator };
}

type Tactic = (master: Master, market: Mock) => Promise<Address>;

/** Ways to trade without paying the royalty that must fail. Each returns who should have got share 1. */
const stopped: Record<string, Tactic> = {
  "a marketplace that the seller approved for all": async (master, market) => {
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    await act(market, master, "transferFrom", [ann, ben, 1n]);
    return ben;
  },
  "a marketplace that the seller approved for one share": async (master, market) => {
    await master.shares.write.approve([market.address, 1n], { account: ann });
    await act(market, master, "safeTransferFrom", [ann, ben, 1n]);
    return ben;
  },
  "a marketplace that the seller calls": async (master, market) => {
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    const data = callData(master.shares, "transferFrom", [ann, ben, 1n]);
    await market.write.execute!([master.address, 0n, data], { account: ann });
    return ben;
  },
  "a marketplace that takes the share itself first": async (master, market) => {
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    await act(market, master, "transferFrom", [ann, market.address, 1n]);
    await act(market, master, "transferFrom", [market.address, ben, 1n]);
    return ben;
  },
  "a broker without code": async (master) => {
    await master.shares.write.approve([cleo, 1n], { account: ann });
    await master.shares.write.transferFrom([ann, ben, 1n], { account: cleo });
    return ben;
  },
  "a buyer who was approved and takes the share": async (master) => {
    await master.shares.write.approve([ben, 1n], { account: ann });
    await master.shares.write.transferFrom([ann, ben, 1n], { account: ben });
    return ben;
  },
  "a contract that calls itself a market": async (master, market) => {
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    const { switchboard } = master.platform;
    const data = callData(switchboard, "setMarket", [market.address, true]);
    await Promise.allSettled([execute(market, { target: switchboard.address, data })]);
    await act(market, master, "transferFrom", [ann, ben, 1n]);
    return ben;
  },
  "a validator that the seller chooses": async (master, market) => {
    const call = master.shares.write.setTransferValidator([market.address], { account: ann });
    await Promise.allSettled([call]);
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    await act(market, master, "transferFrom", [ann, ben, 1n]);
    return ben;
  },
};

/** Ways that no validator can see, because the holder itself moves the share; docs/royalties.md tells artists. */
const possible: Record<string, Tactic> = {
  "a gift that is paid for elsewhere": async (master) => {
    await give(master, ann, ben, 1);
    return ben;
  },
  "a wrapper: deposited by the holder, handed out by the wrapper": async (master, wrapper) => {
    await give(master, ann, wrapper.address, 1);
    await act(wrapper, master, "transferFrom", [wrapper.address, ben, 1n]);
    return ben;
  },
  "a multisig whose signers change hands": async (master, multisig) => {
    await give(master, ann, multisig.address, 1);
    return multisig.address;
  },
};

/** EIP-7702: the holder's own account runs a marketplace's code, so that it is caller and sender at once. */
const delegated: Tactic = async (master, code) => {
  const holder = privateKeyToAccount(keccak256(toHex("a holder who delegates")));
  await give(master, ann, holder.address, 1);
  const authorization = await holder.signAuthorization({
    contractAddress: code.address,
    chainId: await publicClient.getChainId(),
    nonce: 0,
  });
  const move = callData(master.shares, "transferFrom", [holder.address, ben, 1n]);
  await wallets[0]!.sendTransaction({
    authorizationList: [authorization],
    to: holder.address,
    data: callData(code, "execute", [master.address, 0n, move]),
  });
  return ben;
};

async function stoppedTactics(platform: Platform): Promise<void> {
  for (const [name, tactic] of Object.entries(stopped)) {
    const { master } = await launchGuarded(platform);
    await Promise.allSettled([tactic(master, await deployPuppet())]);
    assert.equal(await ownerOf(master, 1), ann, name);
  }
}

describe("attack: trading past the royalty", () => {
  it("is stopped for everybody but the holder", async () =>
    stoppedTactics(await loadFixture(deployPlatform)));

  const unseen = { ...possible, "an account that runs a marketplace's code (EIP-7702)": delegated };
  for (const [name, tactic] of Object.entries(unseen)) {
    it(`stays possible: ${name}`, async () => {
      const { master } = await launchGuarded(await loadFixture(deployPlatform));
      assert.equal(await ownerOf(master, 1), ann);
      assert.equal(await tactic(master, await deployPuppet()), await ownerOf(master, 1));
    });
  }

  it("is stopped at every level but open, and the list decides in between", async () => {
    const { master, validator } = await launchGuarded(await loadFixture(deployPlatform));
    const byArtist = { account: artist };
    const [market, other] = [await deployPuppet(), await deployPuppet()];
    for (const { address } of [market, other]) {
      await master.shares.write.setApprovalForAll([address, true], { account: ann });
    }
    const moves = async (who: Mock, id: bigint) =>
      (await Promise.allSettled([act(who, master, "transferFrom", [ann, ben, id])]))[0]!.status ===
      "fulfilled";

    await validator.write.setOperators([master.address, [market.address], true], byArtist);
    assert.deepEqual([await moves(market, 1n), await moves(other, 2n)], [true, false]);
    await validator.write.setLevel([master.address, levels.closed], byArtist);
    assert.deepEqual([await moves(market, 2n), await moves(other, 2n)], [false, false]);
    await validator.write.setLevel([master.address, levels.open], byArtist);
    assert.deepEqual([await moves(market, 2n), await moves(other, 3n)], [true, true]);
  });

  it("goes red on a copy that trusts whoever started the transaction", () =>
    goesRed(stoppedTactics, "shares", {
      file: "masters/ShareLedger.sol",
      replace: "if (msg.sender != from) _checkThirdParty(from, to, id, share);",
      with: "if (tx.origin != from) _checkThirdParty(from, to, id, share);",
    }));

  it("goes red on a copy that spares approved accounts of single shares", () =>
    goesRed(stoppedTactics, "shares", {
      file: "masters/ShareLedger.sol",
      replace: "if (validator == address(0) || msg.sender == validator",
      with: "if (share & ShareWords.SHARE_APPROVED != 0 || validator == address(0) || msg.sender == validator",
    }));
});
