import type { Address } from "viem";

import { buy, claim, deposit, give, stake } from "../test/helpers/actions.ts";
import { launch, type Master, type Platform } from "../test/helpers/fixture.ts";
import { people } from "../test/helpers/network.ts";
import { call, deployPeer, type Measure, type PeerContract, type Row, run } from "./measure.ts";

const { admin, ann, ben, cleo, stranger } = people;
const ETHER = 10n ** 18n;
const BATCH = 2_000;
/** 150 first transfers stay below the 16.7 million gas that a transaction may use. */
const GIFTS = 150;

/** Sells to a crowd until that many accounts hold a share each, Ann and Ben on top of them. */
async function crowd(master: Master, holders: number): Promise<void> {
  const buyers = await deployPeer("Crowd");
  const first = Number((await master.shares.read.minted())[0]) + 1;
  for (let left = holders; left > 0; left -= BATCH) {
    const count = BigInt(Math.min(left, BATCH));
    await call(buyers, "buy", [master.address, count], admin, count * master.price);
  }
  for (let given = 0; given < holders; given += GIFTS) {
    const count = Math.min(holders - given, GIFTS);
    await call(buyers, "give", [master.address, BigInt(first + given), BigInt(count)], admin);
  }
}

/** 100,000 shares at one wei each: 100 a stranger's, so that no id has a tier, then Ann's, the first bought alone. */
async function open(platform: Platform, annBuys: number): Promise<Master> {
  const master = await launch(platform, { price: 1n, totalShares: 100_000, publicShares: 100_000 });
  await buy(master, stranger, 100);
  await buy(master, ann, 1);
  if (annBuys > 1) await buy(master, ann, annBuys - 1);
  await buy(master, ben, 1);
  return master;
}

/** After a claim, so that no slot is a first time. */
async function settle(master: Master): Promise<void> {
  await deposit(master, ETHER);
  await claim(ann, master);
  await deposit(master, ETHER);
}

const operations = (master: Master, label: string): Measure[] => [
  { name: `Buy 1 share, ${label}`, ours: () => buy(master, ann, 1) },
  {
    name: `Buy 10 shares, ${label}`,
    ours: async () => {
      await buy(master, ann, 2);
      return buy(master, ann, 10);
    },
  },
  { name: `Transfer to a holder, ${label}`, ours: () => give(master, ann, ben, 101) },
  { name: `Transfer to a new holder, ${label}`, ours: () => give(master, ann, cleo, 101) },
  { name: `Stake a share, ${label}`, ours: () => stake(master, ann, [101]) },
  { name: `Deposit revenue, ${label}`, ours: () => deposit(master, ETHER) },
  { name: `Claim from 1 master, ${label}`, ours: () => claim(ann, master) },
];

async function byHolders(platform: Platform): Promise<Row[]> {
  const rows: Row[] = [];
  for (const holders of [10, 1_000, 99_800]) {
    const master = await open(platform, 1);
    await crowd(master, holders - 3);
    await settle(master);
    rows.push(...(await run("scale", operations(master, `${holders.toLocaleString("en")} holders`))));
  }
  return rows;
}

async function bySharesHeld(platform: Platform): Promise<Row[]> {
  const rows: Row[] = [];
  for (const held of [1, 50, 1_000]) {
    const master = await open(platform, held);
    await settle(master);
    rows.push(
      ...(await run(
        "scale",
        operations(master, `${held.toLocaleString("en")} ${held === 1 ? "share" : "shares"} held`),
      )),
    );
  }
  return rows;
}

const gasOfOwner = async (probe: PeerContract, collection: Address, id: number): Promise<bigint> =>
  (await probe.read.ownerOf!([collection, BigInt(id)])) as bigint;

async function owners(platform: Platform): Promise<Row[]> {
  const probe = await deployPeer("Probe");
  const master = await launch(platform, { totalShares: 100_000, publicShares: 100_000, price: 1n });
  await buy(master, ann, 1);
  await buy(master, ann, BATCH);
  const azuki = await deployPeer("Erc721aCollection", [1n, platform.usdc.address, `0x${"00".repeat(32)}`]);
  await call(azuki, "buy", [1n], ann, 1n);
  await call(azuki, "buy", [BigInt(BATCH)], ann, BigInt(BATCH));
  return run(
    "scale",
    [
      { name: "ownerOf, a share bought alone", id: 1 },
      { name: "ownerOf, 100th of a batch", id: 101 },
      { name: "ownerOf, last of a batch of 2,000 (worst case)", id: BATCH + 1 },
    ].map(({ name, id }) => ({
      name,
      ours: () => gasOfOwner(probe, master.address, id),
      peers: { "bare ERC721A": () => gasOfOwner(probe, azuki.address, id) },
    })),
  );
}

/** What stays the same, however many hold and however much one holds. */
export async function measureScale(platform: Platform): Promise<Row[]> {
  return [...(await byHolders(platform)), ...(await bySharesHeld(platform)), ...(await owners(platform))];
}
