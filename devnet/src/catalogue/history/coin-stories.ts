import { formatEther, parseEther } from "viem";
import type { Coin } from "../content/coins.ts";
import { type PlannedTrade, planTrades, tradeBetween } from "./coin-market.ts";
import type { CoinDesk, CoinStory } from "./coin-desk.ts";
import { tellStakes } from "./coin-stakes.ts";
import type { Step } from "./steps.ts";
import { type Person, part, together } from "./tell.ts";
import type { Story, World } from "./world.ts";

/** What the story of one coin is told with. */
export interface CoinTeller {
  world: World;
  desk: CoinDesk;
  coin: Coin;
  /** Day on which the coin was launched. */
  launched: number;
  /** There once the launch has been mined. */
  story: () => CoinStory;
  /** The master whose buyers get coins. */
  first: () => Story;
}

const COINS = 250_000;
const TRADERS = 14;
/** A dealer never sells more than this part of what the dealer has. */
const MOST_SOLD = 0.3;
/** So many are asked who has enough to sell. */
const ASKED = 6;
const LEAST_BUY = parseEther("0.002");
/** The market pauses below this multiple of the opening price where the artist put no native coin. */
const FLOOR = 1.05;
const FEE_DAYS = 45;
const WAVES = 6;

export function tellCoin(teller: CoinTeller): Step[] {
  const { coin, desk, launched, story, world } = teller;
  if (coin.market === undefined) return [];
  const { granted, isSwept = false } = coin.market;
  return [
    ...trading(teller, planTrades({ ...coin.market, from: launched - 1, until: 0.1 })),
    ...collecting(teller),
    ...(granted === undefined
      ? []
      : [
          ...granting(teller, granted),
          ...tellStakes({ world, desk, story, crowd: dealers(teller), granted }),
        ]),
    ...(isSwept && granted !== undefined ? [{ day: granted - 1.3, act: () => desk.sweep(story()) }] : []),
  ];
}

/** Those of the crowd who trade a coin, others for every one. */
function dealers({ world, coin }: CoinTeller): Person[] {
  const { crowd } = world.cast;
  const first = (coin.market?.seed ?? 0) * TRADERS;
  return Array.from({ length: TRADERS }, (_, i) => crowd[(first + i) % crowd.length] as Person);
}

function trading(teller: CoinTeller, trades: readonly PlannedTrade[]): Step[] {
  const traders = [...teller.world.cast.fans, ...dealers(teller)];
  const { openingPrice, liquidity } = teller.coin;
  const opening = Number(formatEther(openingPrice));
  const market = { opening, coins: COINS, native: Number(formatEther(liquidity)) };
  // Within a block the price is where the trades before it have left it.
  let known = { day: Infinity, price: opening };
  return trades.map(({ day: planned, multiple, who }) => {
    const day = together(planned);
    const act = async (): Promise<void> => {
      if (known.day !== day) known = { day, price: await teller.desk.priceOf(teller.story()) };
      const wanted = opening * (liquidity > 0n ? multiple : Math.max(multiple, FLOOR));
      if (await deal(teller, traders, who, tradeBetween(market, known.price, wanted))) known.price = wanted;
    };
    return { day, act };
  });
}

/** Whether the price went where it was wanted: a seller may have too little. */
async function deal(
  { desk, story }: CoinTeller,
  traders: readonly Person[],
  who: number,
  trade: ReturnType<typeof tradeBetween>,
): Promise<boolean> {
  const start = Math.floor(who * traders.length);
  if (trade.side === "buy") {
    const value = toUnits(trade.native);
    if (value < LEAST_BUY) return false;
    desk.buy(story(), traders[start] as Person, value);
    return true;
  }
  const wanted = toUnits(trade.coins);
  const asked = [...traders.slice(start), ...traders].slice(0, ASKED);
  const able = await Promise.all(
    asked.map(async (trader) => ({ trader, most: part(await desk.balanceOf(story(), trader), MOST_SOLD) })),
  );
  const seller = able.find(({ most }) => most >= wanted) ?? able.find(({ most }) => most > 0n);
  if (seller === undefined) return false;
  const amount = seller.most < wanted ? seller.most : wanted;
  desk.sell(story(), seller.trader, amount);
  return amount === wanted;
}

const toUnits = (amount: number): bigint => parseEther(amount.toFixed(12));

/** Every six weeks somebody collects the pool's fees, and the artist takes a half now and then. */
function collecting({ world, desk, coin, story, launched }: CoinTeller): Step[] {
  const [ada] = world.cast.fans;
  // The position of native coin earns while the price is below that of the opening.
  const isNativeUsed = coin.market?.path.some((multiple) => multiple < 1) ?? false;
  const times = Math.floor((launched - 2) / FEE_DAYS);
  return Array.from({ length: times }, (_, index): Step[] => {
    const day = together(launched - (index + 1) * FEE_DAYS);
    const collect = { day, act: () => desk.collectFees(story(), ada, isNativeUsed) };
    const pay = { day: day - 0.5, act: () => desk.payArtist(story()) };
    const release = { day: day - 0.4, act: () => desk.release(story()) };
    return [collect, ...(index % 2 === 1 ? [pay, release] : [])];
  }).flat();
}

/** The fans come for their coins on the first days, half of the crowd in waves. The fans vote themselves, or let Vera. */
function granting({ world, desk, story, first }: CoinTeller, granted: number): Step[] {
  const { fans } = world.cast;
  const [ada, , , dario, , vera] = fans;
  const people = new Map([...fans, ...world.cast.crowd].map((person) => [person.address, person]));
  const isFan = (address: string): boolean => fans.some((fan) => fan.address === address);
  const buyers = (): Person[] => [...first().bought.keys()].flatMap((address) => people.get(address) ?? []);
  const claim = (person: Person): void => desk.claimGrant(story(), person.address, person);
  const come = Array.from({ length: WAVES }, (_, wave): Step => {
    const act = (): void => {
      const crowd = buyers().filter(({ address }) => !isFan(address));
      for (const [index, person] of crowd.entries()) if (index % (WAVES * 2) === wave) claim(person);
    };
    return { day: together(granted - 3 * wave - 1), act };
  });
  return [
    {
      day: granted,
      act: () =>
        buyers()
          .filter(({ address }) => isFan(address))
          .forEach(claim),
    },
    { day: granted - 0.2, act: () => desk.delegate(story(), vera, vera) },
    { day: granted - 0.3, act: () => desk.delegate(story(), dario, vera) },
    { day: granted - 0.4, act: () => desk.delegate(story(), ada, ada) },
    ...come,
  ];
}
