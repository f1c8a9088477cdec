import { type Address, zeroAddress } from "viem";

import { buy, give, stake } from "../../test/helpers/actions.ts";
import { launch, type Master, type Platform } from "../../test/helpers/fixture.ts";
import { people } from "../../test/helpers/network.ts";
import { call, deployPeer, type Measure, type PeerContract } from "../measure.ts";

const { ann, ben, cleo, dan } = people;
const PRICE = 10n ** 15n;

/** Ids 1 and 2 are Ann's and were bought alone, 3 is Ben's, 4 to 13 Ann's in one purchase. Cleo and Dan hold nothing. */
async function sell(master: Master): Promise<Master> {
  await buy(master, ann, 1);
  await buy(master, ann, 1);
  await buy(master, ben, 1);
  await buy(master, ann, 10);
  return master;
}

/** A tiered id saves its mover when it leaves its first owner; ids above 100 have none. */
export async function sellUntiered(platform: Platform, validator: Address = zeroAddress): Promise<Master> {
  const master = await launch(platform, { validator });
  await buy(master, dan, 100);
  return sell(master);
}

async function deployCollection(name: string, { usdc }: Platform): Promise<PeerContract> {
  const peer = await deployPeer(name, [PRICE, usdc.address, `0x${"00".repeat(32)}`]);
  for (const [account, count] of [
    [ann, 1n],
    [ann, 1n],
    [ben, 1n],
    [ann, 10n],
  ] as const) {
    await call(peer, "buy", [count], account, count * PRICE);
  }
  return peer;
}

export const move = (peer: PeerContract, to: Address, id: number, caller = ann) =>
  call(peer, "transferFrom", [ann, to, BigInt(id)], caller);

export async function transfers(platform: Platform): Promise<Measure[]> {
  const tiered = await sell(await launch(platform));
  const master = await sellUntiered(platform);
  const azuki = await deployCollection("Erc721aCollection", platform);
  const openZeppelin = await deployCollection("OpenZeppelinCollection", platform);
  const solady = await deployCollection("SoladyCollection", platform);
  const custody = await deployPeer("CustodialStaking", [openZeppelin.address]);
  await call(openZeppelin, "setApprovalForAll", [custody.address, true], ann);
  await call(custody, "stake", [2n], ann);
  await stake(master, ann, [102]);
  const peers = (to: Address, id: number) => ({
    "bare OZ ERC721": () => move(openZeppelin, to, id),
    "bare ERC721A": () => move(azuki, to, id),
    "bare solady ERC721": () => move(solady, to, id),
  });
  const custodial = { "custodial staking of an OZ ERC721": () => call(custody, "stake", [1n], ann) };

  return [
    {
      name: "Transfer by the owner, existing holder",
      target: 46_000,
      ours: () => give(master, ann, ben, 101),
      peers: peers(ben, 1),
    },
    {
      name: "Transfer by the owner, new holder",
      target: 63_000,
      ours: () => give(master, ann, cleo, 101),
      peers: peers(cleo, 1),
    },
    {
      name: "First transfer out of a batch, existing holder",
      target: 68_000,
      ours: () => give(master, ann, ben, 108),
      peers: peers(ben, 8),
    },
    {
      name: "First transfer out of a batch, new holder",
      target: 85_000,
      ours: () => give(master, ann, cleo, 108),
      peers: peers(cleo, 8),
    },
    {
      name: "First transfer of a tiered share, existing holder (saves its mover)",
      ours: () => give(tiered, ann, ben, 1),
    },
    {
      name: "Stake a share in place",
      target: 48_000,
      ours: () => stake(master, ann, [101]),
      peers: custodial,
    },
    {
      name: "Stake a share in place, out of a batch",
      target: 70_000,
      ours: () => stake(master, ann, [108]),
      peers: custodial,
    },
  ];
}
