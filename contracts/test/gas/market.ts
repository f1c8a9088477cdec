import type { Hash } from "viem";

import { buy, deposit } from "../helpers/actions.ts";
import { launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import {
  approveMarket,
  askFor,
  deployMarketPlatform,
  list,
  makeOffer,
  type MarketPlatform,
  PRICE,
  take,
  wanted,
} from "../helpers/market.ts";
import { gasOf, people, resetChain } from "../helpers/network.ts";
import type { Figures } from "./measure.ts";

const { ann, ben, cleo, dan, stranger } = people;

// Figures depend on zero bytes in calldata, so addresses and times are the same in every run.
const START = 0x77111111;
const END = 0x77555555;
const terms = { totalShares: 10_000, publicShares: 9_000, end: END };
const expiry = 0x77333333;

type Note = (name: string, hash: Hash | Promise<Hash>) => Promise<void>;

/** A master in which Ann sells tiered ids: 1 to 10 bought alone, 11 to 30 in a batch. Ben holds some, too. */
async function launchTraded(platform: MarketPlatform, launcher = launch): Promise<Master> {
  const master = await launcher(platform, terms);
  for (let i = 0; i < 10; i++) await buy(master, ann, 1);
  await buy(master, ann, 20);
  await buy(master, ben, 1);
  await deposit(master, 10n ** 12n + 7n);
  await approveMarket(master, platform, ann);
  await approveMarket(master, platform, ben);
  await approveMarket(master, platform, dan);
  return master;
}

/** Artist, mover and platform have been credited before; the seller keeps shares, the buyer holds some or none. */
async function measureSales(platform: MarketPlatform, note: Note): Promise<void> {
  const master = await launchTraded(platform);
  const ids = [1, 2, 3, 11, 12, 13];
  await note("list 1 share", list(platform, master, ann, [9], { expiry }));
  await list(platform, master, ann, ids, { expiry });
  await note("the first sale of all", take(platform, master, ben, [1]));
  await note("a share bought alone, its first sale, buyer holds some", take(platform, master, ben, [2]));
  for (const id of [1, 2]) await list(platform, master, ben, [id], { expiry });
  await take(platform, master, dan, [1, 2]);
  await list(platform, master, dan, [1, 2], { expiry });
  await note("sale, buyer holds some", take(platform, master, ben, [1]));
  await buy(master, dan, 1);
  await note("sale, new holder", take(platform, master, cleo, [2]));
  await note("sale, first out of a batch, buyer holds some", take(platform, master, ben, [11]));
  await note("sale, first out of a batch, new holder", take(platform, master, stranger, [12]));
}

async function measureSweeps(platform: MarketPlatform, note: Note): Promise<void> {
  const [one, two] = [await launchTraded(platform), await launchTraded(platform)];
  for (const master of [one, two]) {
    await list(platform, master, ann, [1, 2, 3, 4, 5, 11], { expiry });
    await take(platform, master, ben, [11]);
  }
  const purchases = [one, two].flatMap((master) => [1, 2, 3, 4, 5].map((id) => wanted(master, id)));
  const value = PRICE * 10n;
  const sweep = platform.market.write.buy([purchases, true], { account: ben, value });
  await note("a sweep of 10 shares of 2 masters", sweep);
}

async function measureListings(platform: MarketPlatform, note: Note): Promise<void> {
  const master = await launchTraded(platform);
  await note("list 10 shares", list(platform, master, ann, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { expiry }));
  const asks = [await askFor(master, 1, { price: PRICE + 1n, expiry })];
  await note("change 1 listing", platform.market.write.update([asks], { account: ann }));
  const keys = [{ shares: master.address, id: 1n }];
  await note("cancel 1 listing", platform.market.write.cancel([keys], { account: ann }));
}

async function measureOffers(platform: MarketPlatform, note: Note): Promise<void> {
  const { market } = platform;
  const master = await launchTraded(platform);
  await makeOffer(platform, master, cleo, 0, PRICE, expiry);
  await market.write.acceptOffer([1n, 11n, 0n], { account: ann });
  const make = market.write.offer([master.address, 0n, PRICE, expiry], { account: ben, value: PRICE });
  await note("make an offer", make);
  await note("accept an offer", market.write.acceptOffer([2n, 12n, 0n], { account: ann }));
  await makeOffer(platform, master, ben, 0, PRICE, expiry);
  await note("cancel an offer", market.write.cancelOffers([[3n]], { account: ben }));
  const native = `0x${"00".repeat(20)}` as const;
  await note("withdraw credits of 1 currency", market.write.withdraw([[native], []], { account: ann }));
}

async function measureUsdc(platform: MarketPlatform, note: Note): Promise<void> {
  const { market } = platform;
  const master = await launchTraded(platform, launchUsdc);
  await list(platform, master, ann, [11, 12], { expiry, price: 5_000_000n });
  await take(platform, master, ben, [11], 5_000_000n);
  await note("sale in USDC, first out of a batch", take(platform, master, ben, [12], 5_000_000n));
  const amount = 5_000_000n;
  const make = market.write.offer([master.address, 0n, amount, expiry], { account: ben });
  await note("make an offer in USDC", make);
  await note("accept an offer in USDC", market.write.acceptOffer([1n, 13n, 0n], { account: ann }));
}

const areas = { measureSales, measureSweeps, measureListings, measureOffers, measureUsdc };

/** Exact receipt gas of everything the market does, each area on a chain of its own. */
export async function measureMarket(): Promise<Figures> {
  const figures: Figures = {};
  for (const area of Object.values(areas)) {
    await resetChain(START);
    const platform = await deployMarketPlatform();
    await area(platform, async (name, hash) => {
      figures[name] = Number(await gasOf(hash));
    });
  }
  return figures;
}
