import { createRandom } from "../audio/dsp.ts";
import type { Master } from "../content/index.ts";
import type { Lot, MarketDesk } from "./market-desk.ts";
import type { Person } from "./tell.ts";
import type { Story, World } from "./world.ts";

/** Whoever was early pays and asks more. */
const TIER_FACTORS = [3.2, 1.7, 1.25, 1] as const;
/** The first of the crowd who has no part in the stories of the masters that are traded. */
const FIRST_DEALER = 297;
const DEALERS = 30;

type Range = readonly [low: bigint, high: bigint];
export type Found = { id: bigint; holder: Person };

export const LAST_TIER: Range = [101n, 100_000n];

/** Tiers 3, 2 and 4; whoever has the first ten keeps them. */
const RANGES: readonly Range[] = [[51n, 100n], [11n, 50n], LAST_TIER];
const TRIES = 8;

export const factorOf = (id: bigint): number =>
  TIER_FACTORS[id <= 10n ? 0 : id <= 50n ? 1 : id <= 100n ? 2 : 3];

/** Rounded to three digits, as people ask. */
export function priceOf({ terms }: Master, multiple: number): bigint {
  const exact = (terms.price * BigInt(Math.round(multiple * 1_000))) / 1_000n;
  const unit = 10n ** BigInt(Math.max(0, exact.toString().length - 3));
  return (exact / unit) * unit;
}

/** Finds shares for sale and people who buy them, by chance, and the same in every run. */
export class Fairground {
  readonly dealers: Person[];
  private readonly world: World;
  private readonly desk: MarketDesk;
  private readonly random = createRandom(2_026);

  constructor(world: World, desk: MarketDesk) {
    this.world = world;
    this.desk = desk;
    this.dealers = world.cast.crowd.slice(FIRST_DEALER, FIRST_DEALER + DEALERS);
  }

  /** A share that somebody of the crowd holds and could sell; undefined where luck finds none. */
  async findLot(story: Story, [low, high]: Range): Promise<Found | undefined> {
    const held = story.holders
      .map((holder, index) => ({ holder, id: BigInt(index + 1) }))
      .filter(({ holder, id }) => id >= low && id <= high && this.world.cast.crowd.includes(holder));
    for (let tries = 0; tries < TRIES && held.length > 0; tries++) {
      const [found] = held.splice(Math.floor(this.random() * held.length), 1);
      if (found !== undefined && (await this.desk.isFree(story, found.id))) return found;
    }
    return undefined;
  }

  /** Lists shares of the crowd and of dealers, at most one of each seller, from tiers 3, 2 and 4 in turns. */
  async list(story: Story, multiple: number, count: number, expiry: number): Promise<Lot[]> {
    const sellers = new Map<Person, Lot>();
    for (let place = 0; place < count; place++) {
      const found = await this.findLot(story, RANGES[place % RANGES.length] as Range);
      if (found === undefined || sellers.has(found.holder)) continue;
      const noise = 0.94 + 0.12 * this.random();
      const price = priceOf(story.master, multiple * factorOf(found.id) * noise);
      sellers.set(found.holder, { story, id: found.id, price });
    }
    for (const [seller, lot] of sellers) this.desk.list(seller, [lot], expiry);
    return [...sellers.values()];
  }

  buyerOf({ story, id }: Lot): Person {
    const others = this.dealers.filter((dealer) => dealer !== story.holders[Number(id) - 1]);
    return others[Math.floor(this.random() * others.length)] as Person;
  }
}
