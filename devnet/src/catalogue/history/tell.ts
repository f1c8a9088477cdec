import { type PrivateKeyAccount, parseUnits } from "viem";
import { type Source, monthsBefore } from "../statements.ts";
import { planPurchases } from "./purchases.ts";
import { type Step, timeOf, unlessPaused, windowOf } from "./steps.ts";
import type { Story, World } from "./world.ts";

export type Person = PrivateKeyAccount;

/** What the story of one master is told with. */
export interface Teller {
  world: World;
  now: number;
  /** There once the master's registration has been mined. */
  story: () => Story;
}

/** What the crowd does within so many days is done together, the coarser the longer ago it is. */
const gridOf = (day: number): number => (day > 10 ? windowOf(day) : 0.5);

export const together = (day: number): number => unlessPaused(Math.floor(day / gridOf(day)) * gridOf(day));

/** So much of an amount, to a thousandth. */
export const part = (amount: bigint, share: number): bigint =>
  (amount * BigInt(Math.round(share * 1000))) / 1000n;

type Purchase = [day: number, buyer: Person, count: number];

export const buying = ({ world, now, story }: Teller, purchases: readonly Purchase[]): Step[] =>
  purchases.map(([day, buyer, count]) => ({
    day,
    act: () => world.buy(story(), buyer, count, timeOf(now, day)),
  }));

interface Rush {
  seed: number;
  buyers: Person[];
  total: number;
  largest: number;
  /** Most shares of one account; what named people buy is not counted. */
  cap: number;
  from: number;
  days: number;
}

/** A crowd buys, most of it in the first days. */
export const rush = (teller: Teller, { from, days, ...run }: Rush): Step[] =>
  buying(
    teller,
    planPurchases(run).map(({ buyer, count, at }): Purchase => [together(from - at * days), buyer, count]),
  );

/** Day of the deposit, source, months covered, amount in the master's currency. */
export type Deposit = [day: number, source: Source, months: number, amount: string];

export const earning = ({ world, now, story }: Teller, deposits: readonly Deposit[]): Step[] =>
  deposits.map(([day, source, months, amount]) => ({
    day,
    act: () => {
      const time = timeOf(now, day);
      const { decimals } = world.currencyOf(story().master);
      return world.deposit(story(), source, monthsBefore(time, months), parseUnits(amount, decimals), time);
    },
  }));

/** Part of the crowd claims now and then, part stakes and some of those leave, part gives a share away. */
export function living(
  { world, story }: Teller,
  crowd: readonly Person[],
  from: number,
  until: number,
): Step[] {
  const idsOf = (holder: Person): bigint[] => world.idsOf(story(), holder);
  const dayOf = (index: number): number => together(from - ((from - until) * index) / crowd.length);
  return crowd.flatMap((holder, index): Step[] => {
    const day = dayOf(index);
    const steps: Step[] = [];
    const add = (when: number, least: number, act: () => unknown): void => {
      steps.push({ day: when, act: () => idsOf(holder).length >= least && act() });
    };
    // Who was given a share since the last deposit has nothing to claim yet, which reverts.
    const isBuyer = (): boolean => story().bought.has(holder.address);
    if (index % 3 === 0) add(day, 1, () => isBuyer() && world.claim(holder, [story()]));
    if (index % 5 === 1 && index % 11 !== 3) {
      const few = (): bigint[] => idsOf(holder).slice(0, 6);
      add(day, 1, () => world.stake(story(), holder, few()));
      const leaving = together(day - 45);
      if (index % 15 === 1 && leaving > 1)
        add(leaving, 1, () => world.requestUnstake(story(), holder, few().slice(0, 2)));
    }
    if (index % 11 === 3) {
      const friend = crowd[(index + 7) % crowd.length] as Person;
      add(day, 2, () => world.give(story(), holder, friend, idsOf(holder).at(-1) as bigint));
    }
    return steps;
  });
}
