import { buy, deposit } from "../../test/helpers/actions.ts";
import { launch, launchUsdc, type Master, type Platform } from "../../test/helpers/fixture.ts";
import {
  approveMarket,
  deployMarketPlatformWith,
  inOneDay,
  list,
  type MarketPlatform,
  PRICE,
  take,
  wanted,
} from "../../test/helpers/market.ts";
import { people } from "../../test/helpers/network.ts";
import type { Measure } from "../measure.ts";

const { ann, ben, cleo, stranger } = people;
const DOLLARS = 9_000_001n;

/**
 * Ids 1 to 6 are Ann's and were bought alone, 7 to 26 hers in one purchase, 27 is Ben's. All of Ann's but the last are
 * listed; artist, mover and platform were credited before.
 */
async function prepareTraded(platform: MarketPlatform, launcher = launch, price = PRICE): Promise<Master> {
  const master = await launcher(platform);
  for (let i = 0; i < 6; i++) await buy(master, ann, 1);
  await buy(master, ann, 20);
  await buy(master, ben, 1);
  await deposit(master, 10n ** 12n + 7n);
  for (const account of [ann, ben]) await approveMarket(master, platform, account);
  await list(platform, master, ann, [1, 2, 3, 4, 5, 7, 8, 9], { price });
  await take(platform, master, ben, [1], price);
  await list(platform, master, ben, [1], { price });
  await take(platform, master, stranger, [7], price);
  return master;
}

/** As it is in the table of figures to beat: Seaport's contracts need another compiler than ours. */
const seaport = { "Seaport 1.6 with ERC721C (a figure, not run here)": async () => 132_554n };

export async function sales(base: Platform): Promise<Measure[]> {
  const platform = await deployMarketPlatformWith(undefined, base);
  const [one, two] = [await prepareTraded(platform), await prepareTraded(platform)];
  const dollars = await prepareTraded(platform, launchUsdc, DOLLARS);
  const sweep = [one, two].flatMap((master) => [2, 3, 4, 5, 8].map((id) => wanted(master, id)));
  return [
    { name: "List a share", ours: () => list(platform, one, ann, [6]) },
    {
      name: "Sale of a tiered share, buyer holds some",
      target: 103_000,
      ours: () => take(platform, one, stranger, [1]),
      peers: seaport,
    },
    {
      name: "Sale of a tiered share, new holder",
      target: 120_000,
      ours: () => take(platform, one, cleo, [1]),
      peers: seaport,
    },
    {
      name: "Sale of a tiered share, first out of a batch, buyer holds some",
      target: 118_000,
      ours: () => take(platform, one, ben, [8]),
    },
    {
      name: "Sale of a tiered share, first out of a batch, new holder",
      target: 136_000,
      ours: () => take(platform, one, cleo, [8]),
    },
    {
      name: "Sale of a tiered share in USDC, buyer holds some",
      ours: () => take(platform, dollars, stranger, [1], DOLLARS),
    },
    {
      name: "A sweep of 10 shares of 2 masters",
      ours: () =>
        platform.market.write.buy([sweep, false], { account: ben, value: PRICE * BigInt(sweep.length) }),
    },
    {
      name: "An offer for any share of a master",
      ours: async () => {
        const args = [one.address, 0n, PRICE, await inOneDay()] as const;
        return platform.market.write.offer(args, { account: ben, value: PRICE });
      },
    },
  ];
}
