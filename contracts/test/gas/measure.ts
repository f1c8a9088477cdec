import { type Address, type Hash, toHex } from "viem";

import { allowListTransferValidatorAbi } from "../../exports/abi.ts";
import { buy, buyPresale, claim, deposit, give, requestUnstake, stake } from "../helpers/actions.ts";
import { allowList } from "../helpers/allow-list.ts";
import { at, deployPlatform, launch, launchUsdc, type Master, type Platform } from "../helpers/fixture.ts";
import { DAY, gasOf, nextAt, now, people, resetChain, time, viem, wait } from "../helpers/network.ts";
import type { Terms } from "../helpers/terms.ts";

const { artist, ann, ben, cleo, dan } = people;

// Figures depend on zero bytes in calldata, so addresses and times are the same in every run.
const START = 0x77111111;
const END = 0x77555555;

export type Figures = Record<string, number>;
type Note = (name: string, hash: Hash | Promise<Hash>) => Promise<void>;

const terms: Partial<Terms> = { totalShares: 10_000, publicShares: 9_000, end: END };
const byArtist = { account: artist };

/** A master past its first sale and first deposit, as nearly every transaction finds it. */
async function launchWarm(
  platform: Platform,
  launcher = launch,
  changes: Partial<Terms> = {},
): Promise<Master> {
  const master = await launcher(platform, { ...terms, ...changes });
  await buy(master, dan, 3);
  await buy(master, dan, 1);
  await deposit(master, 10n ** 12n + 7n);
  return master;
}

async function measurePurchases(platform: Platform, note: Note): Promise<void> {
  const master = await launchWarm(platform);
  await note("buy 1 share, first", buy(master, ann, 1));
  await note("buy 1 share, later", buy(master, ann, 1));
  await note("buy 10 shares, first", buy(master, ben, 10));
  await note("buy 10 shares, later", buy(master, ben, 10));
  await buy(master, cleo, 230);
  await note("buy 10 shares, first batch of a word, later", buy(master, ben, 10));
  await note("buy 2,000 shares, later", buy(master, ben, 2_000));
  const usdc = await launchWarm(platform, launchUsdc);
  await buy(usdc, cleo, 1);
  await note("buy 1 share in USDC, first", buy(usdc, ann, 1));
  await note("buy 1 share in USDC, later", buy(usdc, ann, 1));
}

async function measurePresale(platform: Platform, note: Note): Promise<void> {
  const strangers = Array.from({ length: 1_000 }, (_, i): [Address, number] => [
    toHex(BigInt(i) + (0x1234567n << 120n), { size: 20 }),
    3,
  ]);
  const list = allowList([[ann, 5], ...strangers]);
  const presaleStart = (await now()) + DAY;
  const master = await launch(platform, {
    ...terms,
    presaleStart,
    start: presaleStart + DAY,
    presaleRoot: list.root,
  });
  await time.increaseTo(presaleStart);
  await note("buy 1 share in a presale of 1,001, first", buyPresale(master, ann, 1, 5, list.proofOf(ann)));
}

async function measureTransfers(platform: Platform, note: Note): Promise<void> {
  const master = await launchWarm(platform);
  for (let i = 0; i < 2; i++) await buy(master, ann, 1);
  await buy(master, ben, 150);
  await buy(master, ann, 1);
  await buy(master, ann, 1);
  await deposit(master, 10n ** 15n);
  await note("transfer, tiered id of a single purchase, existing holder", give(master, ann, ben, 5));
  await note("transfer, existing holder", give(master, ann, ben, 157));
  await note("transfer, new holder", give(master, ann, cleo, 158));
  await note("transfer, first out of a batch, existing holder", give(master, ben, ann, 20));
  await note("transfer, first out of a batch, new holder", give(master, ben, people.collector, 21));
}

async function measureOperators(platform: Platform, note: Note): Promise<void> {
  const deployed = await viem.deployContract("AllowListTransferValidator");
  const validator = at(allowListTransferValidatorAbi, deployed.address);
  await platform.switchboard.write.setValidator([validator.address, true]);
  const master = await launchWarm(platform, launch, { validator: validator.address });
  await validator.write.setOperators([master.address, [people.stranger], true], byArtist);
  await master.shares.write.setApprovalForAll([people.stranger, true], { account: ann });
  await buy(master, ben, 150);
  for (let i = 0; i < 2; i++) await buy(master, ann, 1);
  await buy(master, ann, 5);
  await deposit(master, 10n ** 15n);
  const move = (to: Address, id: bigint) =>
    master.shares.write.transferFrom([ann, to, id], { account: people.stranger });
  await note("transfer by an operator, existing holder", move(ben, 155n));
  await note("transfer by an operator, new holder", move(cleo, 156n));
  await note("transfer by an operator, first out of a batch, existing holder", move(ben, 157n));
  await note("transfer by an operator, first out of a batch, new holder", move(artist, 158n));
}

async function measureRevenue(platform: Platform, note: Note): Promise<void> {
  const masters: Master[] = [];
  for (let i = 0; i < 5; i++) {
    const master = await launchWarm(platform);
    await buy(master, ann, 50);
    masters.push(master);
  }
  const [first] = masters as [Master];
  await note("deposit", deposit(first, 10n ** 15n));
  await note("claim from 1 master", claim(ann, first));
  for (const master of masters) await deposit(master, 10n ** 15n);
  await note("claim from 5 masters", claim(ann, ...masters));
  const credit = platform.vault.write.claimArtistCredit([artist, [first.address]], byArtist);
  await note("claim the artist's credit of 1 master", credit);

  const usdc = await launchWarm(platform, launchUsdc);
  await buy(usdc, ann, 1);
  await note("deposit in USDC", deposit(usdc, 10n ** 12n));
  await note("claim from 1 master in USDC", claim(ann, usdc));
}

/** The same operations for holders of 1, 50 and 1,000 shares: equal, or something loops. */
async function measureScale(platform: Platform, note: Note): Promise<void> {
  const master = await launchWarm(platform);
  await buy(master, dan, 1_000);
  for (const [who, count] of [
    [ann, 1],
    [ben, 50],
    [cleo, 1_000],
  ] as const) {
    await buy(master, who, count);
    await buy(master, who, 1);
    await deposit(master, 10n ** 15n);
    await claim(who, master);
    await deposit(master, 10n ** 15n);
    await note(`scale: claim with ${count} shares`, claim(who, master));
    const id = Number(await master.shares.read.sold());
    await note(`scale: transfer with ${count} shares`, give(master, who, dan, id));
  }
}

async function measureStaking(platform: Platform, note: Note): Promise<void> {
  const master = await launchWarm(platform);
  await buy(master, ben, 100);
  for (let i = 0; i < 2; i++) await buy(master, ann, 1);
  await buy(master, ann, 10);
  await stake(master, ann, [105]);
  await note("stake a share", stake(master, ann, [106]));
  await note("stake a share, out of a batch", stake(master, ann, [107]));
  await note("stake 5 shares, out of a batch", stake(master, ann, [108, 109, 110, 111, 112]));
  await wait(31 * DAY);
  await note("request to leave", requestUnstake(master, ann, [105]));
}

async function measureArtist(platform: Platform, note: Note): Promise<void> {
  await note("register an artist", platform.registry.write.registerArtist(["Bo", noProfile]));
  const master = await launchWarm(platform);
  const usdc = await launchWarm(platform, launchUsdc);
  await note("withdraw proceeds", master.shares.write.withdrawProceeds([artist], byArtist));
  await note("withdraw fees", master.shares.write.withdrawFees());
  await note("withdraw proceeds in USDC", usdc.shares.write.withdrawProceeds([artist], byArtist));
  await note("extend the offering", master.shares.write.extendOffering([END + 7], byArtist));
  await nextAt(END + 7);
  await note("close the offering", master.shares.write.closeOffering(byArtist));
  await note("mint 1,000 remaining shares", master.shares.write.mintRemaining([artist, 1_000n], byArtist));
}

const noProfile = { digest: `0x${"00".repeat(32)}`, codec: 0 } as const;

const areas = {
  measurePurchases,
  measurePresale,
  measureTransfers,
  measureOperators,
  measureRevenue,
  measureScale,
  measureStaking,
  measureArtist,
};

/** Exact receipt gas of every operation, each area on a chain of its own. */
export async function measure(): Promise<Figures> {
  const figures: Figures = {};
  for (const area of Object.values(areas)) {
    await resetChain(START);
    const platform = await deployPlatform();
    await area(platform, async (name, hash) => {
      figures[name] = Number(await gasOf(hash));
    });
  }
  await resetChain(START);
  const platform = await deployPlatform();
  const { registry } = platform;
  await launch(platform, terms);
  const [log] = await registry.getEvents.MasterRegistered({}, { fromBlock: 0n });
  figures["register a master"] = Number(await gasOf(log!.transactionHash));
  return figures;
}
