import type { AllowList } from "./register.ts";
import { type Step, timeOf } from "./steps.ts";
import { type Person, type Teller, buying, earning, rush } from "./tell.ts";

/** Extended once, by 42 days: its first end has passed, its second is ahead. */
export function tellBreadAndWire(teller: Teller): Step[] {
  const { world, now, story } = teller;
  const [ada, ben] = world.cast.fans;
  const crowd = world.cast.crowd.slice(306, 332);
  return [
    ...buying(teller, [
      [69.9, ben, 3],
      [31.2, ada, 2],
    ]),
    ...rush(teller, { seed: 146, buyers: crowd, total: 60, largest: 8, cap: 40, from: 69.5, days: 68 }),
    { day: 33.4, act: () => world.extendOffering(story(), timeOf(now, -12)) },
    ...earning(teller, [[14.4, "download", 1, "0.0215"]]),
    { day: 10.7, act: () => world.withdrawProceeds(story()) },
  ];
}

/** Ended five days ago; the artist may still extend or close it. */
export function tellCassetteCoast(teller: Teller): Step[] {
  const [, , chioma, dario] = teller.world.cast.fans;
  const crowd = teller.world.cast.crowd.slice(318, 340);
  return [
    ...buying(teller, [
      [44.9, dario, 4],
      [30.3, chioma, 3],
    ]),
    ...rush(teller, { seed: 110, buyers: crowd, total: 50, largest: 8, cap: 40, from: 44.5, days: 38 }),
    ...earning(teller, [[11.2, "streaming", 1, "18.6"]]),
  ];
}

/** Open in dollars: tier 1 is gone, tier 2 goes. */
export function tellSlowWeather(teller: Teller): Step[] {
  const [ada, , , , , vera] = teller.world.cast.fans;
  const crowd = [...teller.world.cast.crowd.slice(100, 112), ...teller.world.cast.crowd.slice(334, 340)];
  return [
    ...buying(teller, [
      [19.95, vera, 6],
      [12.8, ada, 2],
    ]),
    ...rush(teller, { seed: 68, buyers: crowd, total: 40, largest: 6, cap: 20, from: 19.5, days: 18 }),
  ];
}

/** Open now: tier 1 is gone, part of tier 2 and all of tier 3 are left. */
export function tellOrchardStreet(teller: Teller): Step[] {
  const [ada, , chioma, dario] = teller.world.cast.fans;
  const crowd = teller.world.cast.crowd.slice(60, 74);
  return [
    ...buying(teller, [
      [10.96, chioma, 5],
      [10.6, dario, 3],
      [6.3, ada, 2],
    ]),
    ...rush(teller, { seed: 19, buyers: crowd, total: 25, largest: 7, cap: 20, from: 10.4, days: 9.4 }),
    ...earning(teller, [[1.5, "download", 1, "0.0486"]]),
  ];
}

/** The presale for buyers of the first single runs; the public sale is three days away. */
export function tellGlassArcade({ world, story }: Teller, allowList: () => AllowList): Step[] {
  const { fans, crowd } = world.cast;
  const listed = (): Person[] => [fans[1], ...crowd].filter(({ address }) => allowList().includes(address));
  const purchases: [day: number, place: number, count: number][] = [
    [1.93, 4, 4],
    [1.88, 11, 2],
    [1.6, 0, 4],
    [1.6, 16, 3],
    [1.1, 7, 3],
    [1.1, 21, 1],
    [0.7, 25, 4],
    [0.4, 10, 1],
  ];
  return purchases.map(([day, place, count]) => ({
    day,
    act: () => {
      const buyer = listed()[place] as Person;
      const entry = allowList().entryOf(buyer.address);
      world.buyPresale(story(), buyer, Math.min(count, entry.max), entry);
    },
  }));
}
