import { parseUnits } from "viem";
import { type Source, monthsBefore } from "../statements.ts";
import { planPurchases } from "./purchases.ts";
import { type Step, timeOf } from "./steps.ts";
import type { Story, World } from "./world.ts";

/** Day of the deposit, source, months covered, dollars. */
const DEPOSITS: [number, Source, number, string][] = [
  [207.3, "streaming", 1, "138.42"],
  [176.3, "streaming", 1, "161.07"],
  [146.3, "streaming", 1, "154.9"],
  [146.2, "royalty", 3, "88.16"],
  [115.3, "streaming", 1, "149.33"],
  [85.3, "streaming", 1, "172.58"],
  [85.2, "sync", 1, "900"],
  [54.3, "physical", 3, "311.25"],
  [54.2, "streaming", 1, "166.71"],
  [24.3, "streaming", 1, "181.04"],
];

/** The dollar master: two thirds sold, closed by the artists, paid with permits throughout. */
export function tellSaltAndTimber(world: World, now: number, story: () => Story): Step[] {
  const { fans, crowd } = world.cast;
  const [ada, ben] = fans as [Fan, Fan];
  const dario = fans[3] ?? ada;
  const run = planPurchases({ seed: 77, buyers: crowd, total: 185, largest: 16, cap: 60 });
  const buyAt = (day: number, buyer: Fan, count: number): Step => ({
    day,
    act: () => world.buy(story(), buyer, count, timeOf(now, day)),
  });
  const dollars: Step = {
    day: 266.5,
    act: () => [...fans, ...crowd].forEach((account) => world.mintUsdc(account, parseUnits("25000", 6))),
  };
  return [
    dollars,
    buyAt(259.95, dario, 15),
    buyAt(259.5, ben, 10),
    buyAt(251.1, ada, 4),
    ...run.map(({ buyer, count, at }) => buyAt(259.3 - at * 86, buyer, count)),
    ...DEPOSITS.map(([day, source, months, amount]): Step => {
      const time = timeOf(now, day);
      const period = monthsBefore(time, months);
      return { day, act: () => world.deposit(story(), source, period, parseUnits(amount, 6), time) };
    }),
    { day: 168.9, act: () => world.closeOffering(story()) },
    { day: 168.8, act: () => world.withdrawProceeds(story()) },
    { day: 160.2, act: () => world.mintRemaining(story(), 60) },
    { day: 140.5, act: () => world.stake(story(), dario, world.idsOf(story(), dario).slice(0, 10)) },
    { day: 110.2, act: () => world.claim(dario, [story()]) },
    { day: 77.7, act: () => world.give(story(), ben, ada, world.idsOf(story(), ben)[0] as bigint) },
    { day: 48.1, act: () => world.claimArtistCredit(story()) },
  ];
}

type Fan = World["cast"]["fans"][number];
