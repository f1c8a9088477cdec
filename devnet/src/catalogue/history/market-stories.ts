import type { Deployment } from "@audifi/contracts/addresses";
import { Fairground, type Found, LAST_TIER, factorOf, priceOf } from "./fairground.ts";
import { type Lot, MarketDesk } from "./market-desk.ts";
import { type Step, timeOf } from "./steps.ts";
import type { Person } from "./tell.ts";
import type { Story, World } from "./world.ts";

const DAY = 86_400;

/** Days on which shares changed hands, and the price of each master then, as a multiple of its offering's. */
const FAIRS: readonly { day: number; prices: Readonly<Record<string, number>> }[] = [
  { day: 312.4, prices: { "Night Ferry": 1.15 } },
  { day: 286.5, prices: { "Night Ferry": 1.3, "Paper Lanterns": 1.1 } },
  { day: 243.2, prices: { "Night Ferry": 1.85, "Paper Lanterns": 1.2 } },
  { day: 198.6, prices: { "Night Ferry": 1.7, "Paper Lanterns": 1.45, "Two Left Boots": 0.95 } },
  { day: 156.3, prices: { "Night Ferry": 1.95, "Paper Lanterns": 1.35, "Two Left Boots": 1.05 } },
  { day: 118.7, prices: { "Night Ferry": 2.2, "Salt and Timber": 1.1, "Kitchen Window": 1.25 } },
  { day: 83.4, prices: { "Night Ferry": 2.1, "Salt and Timber": 1.25, "Kitchen Window": 1.5 } },
  { day: 47.6, prices: { "Night Ferry": 2.45, "Paper Lanterns": 1.6, "Kitchen Window": 1.4 } },
  { day: 21.8, prices: { "Night Ferry": 2.7, "Salt and Timber": 1.3, "Kitchen Window": 1.75 } },
  { day: 6.4, prices: { "Night Ferry": 2.6, "Paper Lanterns": 1.7, "Kitchen Window": 1.9 } },
];
/** What is for sale now; dearer than the last sales. */
const STALLS: Readonly<Record<string, number>> = {
  "Night Ferry": 2.75,
  "Paper Lanterns": 1.85,
  "Two Left Boots": 1.15,
  "Salt and Timber": 1.4,
  "Kitchen Window": 2.05,
};
const LOTS_PER_FAIR = 3;
const LOTS_PER_STALL = 5;
interface MarketTale {
  world: World;
  deployment: Deployment;
  now: number;
  storyOf: (title: string) => Story;
}

/** A year of resale: ten fairs, offers that were taken, refused or left alone, and stalls that stand open today. */
export function tellMarket(tale: MarketTale): Step[] {
  const { world, now, storyOf } = tale;
  const desk = new MarketDesk(world, tale.deployment.contracts.ShareMarket.address);
  const fairground = new Fairground(world, desk);
  const fairs = FAIRS.flatMap(({ day, prices }): Step[] => {
    const lots: Lot[] = [];
    const open = async (): Promise<void> => {
      for (const [title, multiple] of Object.entries(prices)) {
        lots.push(...(await fairground.list(storyOf(title), multiple, LOTS_PER_FAIR, timeOf(now, day - 14))));
      }
    };
    const trade = async (): Promise<void> => {
      for (const lot of await desk.open(lots)) desk.buy(fairground.buyerOf(lot), [lot]);
    };
    return [
      { day, act: open },
      { day: day - 0.37, act: trade },
    ];
  });
  const stalls = async (): Promise<void> => {
    for (const [title, multiple] of Object.entries(STALLS)) {
      await fairground.list(storyOf(title), multiple, LOTS_PER_STALL, now + 45 * DAY);
    }
  };
  return [
    ...fairs,
    ...tellFans(tale, desk, fairground.dealers),
    ...tellOffers(tale, desk, fairground),
    { day: 2.44, act: stalls },
  ];
}

/** The demo fans trade as well: Ada is the mover of what she sold first, and earns whenever it is sold again. */
function tellFans({ world, now, storyOf }: MarketTale, desk: MarketDesk, dealers: readonly Person[]): Step[] {
  const [ada, , chioma] = world.cast.fans;
  const [first, second] = dealers as [Person, Person];
  const lot = (id: bigint, multiple: number): Lot => {
    const story = storyOf("Night Ferry");
    return { story, id, price: priceOf(story.master, multiple) };
  };
  const sale = (day: number, seller: Person, buyer: Person, id: bigint, multiple: number): Step[] => [
    { day, act: () => desk.list(seller, [lot(id, multiple)], timeOf(now, day - 10)) },
    { day: day - 0.62, act: () => desk.buy(buyer, [lot(id, multiple)]) },
  ];
  const listToday = (seller: Person, title: string, multiple: number): Step => ({
    day: 1.83,
    act: async () => {
      const story = storyOf(title);
      for (const id of world.idsOf(story, seller).toReversed()) {
        if (!(await desk.isFree(story, id))) continue;
        const price = priceOf(story.master, multiple * factorOf(id));
        desk.list(seller, [{ story, id, price }], now + 30 * DAY);
        return;
      }
    },
  });
  return [
    ...sale(264.3, ada, first, 6n, 4.6),
    ...sale(177.2, first, second, 6n, 6.1),
    ...sale(58.9, second, first, 6n, 8.4),
    { day: 30.3, act: () => desk.withdraw(ada, []) },
    ...sale(17.3, first, second, 6n, 9.2),
    { day: 16.1, act: () => desk.withdraw(world.artistOf(storyOf("Night Ferry")), [1n]) },
    listToday(ada, "Night Ferry", 2.9),
    listToday(ada, "Kitchen Window", 2.2),
    listToday(chioma, "Paper Lanterns", 1.95),
  ];
}

/** Two offers were taken, one was taken back, one expired and waits to be refunded, the others stand. */
function tellOffers({ world, now, storyOf }: MarketTale, desk: MarketDesk, fairground: Fairground): Step[] {
  const [ada, ben] = world.cast.fans;
  const bids = fairground.dealers.slice(10, 18);
  const numbers = new Map<number, bigint>();
  const bid = (
    day: number,
    bidder: Person,
    title: string,
    multiple: number,
    until: number,
    id = 0n,
  ): Step => ({
    day,
    act: () => {
      const { master } = storyOf(title);
      desk.offer(bidder, storyOf(title), id, priceOf(master, multiple), timeOf(now, until));
    },
  });
  const note = (day: number, key: number): Step => ({
    day,
    act: async () => void numbers.set(key, await desk.newestOffer()),
  });
  const taken = (day: number, key: number, title: string, multiple: number): Step[] => [
    bid(day, bids[key] as Person, title, multiple, day - 20),
    note(day - 0.1, key),
    {
      day: day - 1.3,
      act: async () => {
        const { id, holder } = (await fairground.findLot(storyOf(title), LAST_TIER)) as Found;
        const offerId = numbers.get(key) as bigint;
        desk.accept(holder, bids[key] as Person, storyOf(title), offerId, id);
      },
    },
  ];
  return [
    ...taken(126.9, 0, "Night Ferry", 1.8),
    ...taken(62.3, 1, "Salt and Timber", 1.05),
    bid(75.2, bids[2] as Person, "Kitchen Window", 1.1, 40),
    note(75.1, 2),
    { day: 70.6, act: () => desk.cancelOffer(bids[2] as Person, numbers.get(2) as bigint) },
    bid(28.4, bids[3] as Person, "Night Ferry", 1.9, 3.1),
    bid(5.2, bids[4] as Person, "Night Ferry", 2.35, -20),
    bid(4.3, bids[5] as Person, "Paper Lanterns", 1.5, -12),
    bid(3.4, bids[6] as Person, "Salt and Timber", 1.2, -30),
    bid(2.2, bids[7] as Person, "Night Ferry", 7.2, -9, 1n),
    bid(1.4, ben, "Kitchen Window", 1.6, -14),
    bid(1.2, ada, "Paper Lanterns", 1.55, -14),
  ];
}
