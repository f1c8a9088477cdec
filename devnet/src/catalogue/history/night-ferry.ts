import { parseEther } from "viem";
import { type Source, monthsBefore } from "../statements.ts";
import { planPurchases } from "./purchases.ts";
import { type Step, timeOf } from "./steps.ts";
import type { Story, World } from "./world.ts";

/** Day of the deposit, source, months covered, amount. */
const DEPOSITS: [number, Source, number, string][] = [
  [344.6, "streaming", 1, "0.118"],
  [313.6, "streaming", 1, "0.164"],
  [313.5, "download", 2, "0.0925"],
  [283.6, "streaming", 1, "0.2115"],
  [252.6, "streaming", 1, "0.263"],
  [252.4, "sync", 1, "1.25"],
  [222.6, "streaming", 1, "0.319"],
  [191.6, "streaming", 1, "0.2874"],
  [191.5, "physical", 3, "0.446"],
  [161.6, "streaming", 1, "0.2451"],
  [130.6, "streaming", 1, "0.2703"],
  [130.5, "royalty", 6, "0.1585"],
  [100.6, "streaming", 1, "0.2218"],
  [69.6, "streaming", 1, "0.1967"],
  [69.4, "download", 3, "0.0612"],
  [39.6, "streaming", 1, "0.1894"],
  [9.6, "streaming", 1, "0.2042"],
  [9.5, "royalty", 3, "0.0731"],
];

/** Sold out in five weeks, a year of statements since. */
export function tellNightFerry(world: World, now: number, story: () => Story): Step[] {
  const { fans, crowd } = world.cast;
  const [ada, ben, chioma] = fans as [Fan, Fan, Fan];
  const dario = fans[3] ?? ada;
  const early: [number, Fan, number][] = [
    [389.97, ada, 6],
    [389.9, ben, 12],
    [386.2, chioma, 25],
    [379.4, dario, 8],
  ];
  const rest = 500 - early.reduce((sum, [, , count]) => sum + count, 0);
  const run = planPurchases({ seed: 41, buyers: crowd, total: rest, largest: 30, cap: 80 });
  const buyAt = (day: number, buyer: Fan, count: number): Step => ({
    day,
    act: () => world.buy(story(), buyer, count, timeOf(now, day)),
  });
  return [
    ...early.map(([day, buyer, count]) => buyAt(day, buyer, count)),
    ...run.map(({ buyer, count, at }) => buyAt(389.6 - at * 33.4, buyer, count)),
    ...DEPOSITS.map(([day, source, months, amount]) =>
      depositStep(world, now, story, { day, source, months, amount }),
    ),
    ...artistSteps(world, story),
    { day: 320.3, act: () => world.give(story(), ada, dario, 3n) },
    { day: 280.2, act: () => world.stake(story(), ben, world.idsOf(story(), ben).slice(0, 5)) },
    {
      day: 246.8,
      act: () => world.give(story(), chioma, crowd[4] as Fan, world.idsOf(story(), chioma)[0] as bigint),
    },
    { day: 200.1, act: () => world.stake(story(), chioma, world.idsOf(story(), chioma).slice(2, 12)) },
    { day: 150.7, act: () => world.claim(ada, [story()]) },
    {
      day: 120.4,
      act: () => world.requestUnstake(story(), chioma, world.idsOf(story(), chioma).slice(2, 5)),
    },
    { day: 90.3, act: () => world.claimFor(ada, chioma, [story()]) },
    { day: 60.9, act: () => world.stake(story(), ada, world.idsOf(story(), ada).slice(0, 2)) },
    { day: 12.5, act: () => world.stake(story(), dario, world.idsOf(story(), dario).slice(0, 3)) },
    { day: 3.2, act: () => world.requestUnstake(story(), ben, world.idsOf(story(), ben).slice(0, 1)) },
    ...crowdSteps(world, story),
  ];
}

type Fan = World["cast"]["fans"][number];

interface DepositPlan {
  day: number;
  source: Source;
  months: number;
  amount: string;
}

function depositStep(world: World, now: number, story: () => Story, plan: DepositPlan): Step {
  const time = timeOf(now, plan.day);
  const period = monthsBefore(time, plan.months);
  const act = (): Promise<void> => world.deposit(story(), plan.source, period, parseEther(plan.amount), time);
  return { day: plan.day, act };
}

function artistSteps(world: World, story: () => Story): Step[] {
  return [
    { day: 353.5, act: () => world.withdrawProceeds(story()) },
    { day: 353.4, act: () => world.withdrawFees(story(), world.artistOf(story())) },
    { day: 300.6, act: () => world.mintRemaining(story(), 40) },
    { day: 205.3, act: () => world.claimArtistCredit(story()) },
  ];
}

/** Part of the crowd claims now and then, part stakes, part gives a share away; the rest only listens. */
function crowdSteps(world: World, story: () => Story): Step[] {
  const { crowd } = world.cast;
  const holds = (holder: Fan): boolean => world.idsOf(story(), holder).length > 2;
  return crowd.flatMap((holder, index): Step[] => {
    const steps: Step[] = [];
    if (index % 3 !== 2) {
      steps.push({ day: 296.2 - index * 11.3, act: () => holds(holder) && world.claim(holder, [story()]) });
    }
    if (index % 4 === 1) {
      const act = (): void => world.stake(story(), holder, world.idsOf(story(), holder).slice(0, 8));
      steps.push({ day: 230.4 - index * 9.1, act: () => holds(holder) && act() });
    }
    if (index % 7 === 3) {
      const friend = crowd[index - 2] as Fan;
      const last = (): bigint => world.idsOf(story(), holder).at(-1) as bigint;
      steps.push({
        day: 170.8 - index * 5.7,
        act: () => holds(holder) && world.give(story(), holder, friend, last()),
      });
    }
    return steps;
  });
}
