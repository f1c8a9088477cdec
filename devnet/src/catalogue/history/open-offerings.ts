import { parseEther } from "viem";
import { monthsBefore } from "../statements.ts";
import { planPurchases } from "./purchases.ts";
import type { AllowList } from "./register.ts";
import { type Step, timeOf } from "./steps.ts";
import type { Story, World } from "./world.ts";

type Fan = World["cast"]["fans"][number];

/** Open now: tier 1 is gone, part of tier 2 and all of tier 3 are left. */
export function tellOrchardStreet(world: World, now: number, story: () => Story): Step[] {
  const { fans, crowd } = world.cast;
  const [ada, , chioma] = fans as [Fan, Fan, Fan];
  const dario = fans[3] ?? ada;
  const run = planPurchases({ seed: 19, buyers: crowd.slice(0, 14), total: 25, largest: 7, cap: 20 });
  const buyAt = (day: number, buyer: Fan, count: number): Step => ({
    day,
    act: () => world.buy(story(), buyer, count, timeOf(now, day)),
  });
  const advance = timeOf(now, 1.5);
  return [
    buyAt(10.96, chioma, 5),
    buyAt(10.6, dario, 3),
    buyAt(6.3, ada, 2),
    ...run.map(({ buyer, count, at }) => buyAt(10.4 - at * 10.1, buyer, count)),
    {
      day: 1.5,
      act: () => world.deposit(story(), "download", monthsBefore(advance, 1), parseEther("0.0486"), advance),
    },
  ];
}

/** The presale for buyers of the first single runs; the public sale is three days away. */
export function tellGlassArcade(world: World, allowList: () => AllowList, story: () => Story): Step[] {
  const { fans, crowd } = world.cast;
  const listed = (): Fan[] =>
    [fans[1] as Fan, ...crowd].filter(({ address }) => allowList().includes(address));
  const purchases: [day: number, place: number, count: number][] = [
    [1.93, 4, 4],
    [1.6, 0, 2],
    [1.1, 7, 3],
    [0.4, 10, 1],
  ];
  return purchases.map(([day, place, count]) => ({
    day,
    act: () => {
      const buyer = listed()[place] as Fan;
      world.buyPresale(story(), buyer, count, allowList().entryOf(buyer.address));
    },
  }));
}
