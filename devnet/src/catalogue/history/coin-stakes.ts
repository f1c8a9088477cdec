import type { CoinDesk, CoinStory, Lock } from "./coin-desk.ts";
import { type Step, unlessPaused } from "./steps.ts";
import { type Person, part } from "./tell.ts";
import type { World } from "./world.ts";

/** Who stakes, for how long and how much of the coins at hand, days after the grants began. */
type Plan = [after: number, who: number, lock: Lock, share: number];

const FAN_STAKES: Plan[] = [
  [3, 0, "30 days", 0.5],
  [5, 1, "90 days", 0.4],
  [8, 2, "365 days", 0.6],
  [12, 3, "none", 0.5],
  [15, 5, "365 days", 0.7],
  [60, 1, "none", 0.2],
  [62, 2, "90 days", 0.3],
];

const CROWD_STAKES: Plan[] = [
  [20, 0, "none", 0.5],
  [24, 1, "365 days", 0.8],
  [30, 2, "90 days", 0.5],
  [36, 3, "30 days", 0.6],
  [50, 4, "365 days", 0.4],
  [72, 5, "30 days", 0.7],
];

interface StakeTeller {
  world: World;
  desk: CoinDesk;
  story: () => CoinStory;
  /** Who else stakes besides the fans. */
  crowd: readonly Person[];
  /** Day on which the first coins of the grant were fetched. */
  granted: number;
}

/** Positions under every lock, over and not; rewards claimed, compounded and left alone. */
export function tellStakes({ world, desk, story, crowd, granted }: StakeTeller): Step[] {
  const { fans } = world.cast;
  const has = new Map<string, bigint>();
  const keyOf = (person: Person, lock: Lock): string => `${person.address} ${lock}`;
  const heldBy = (person: Person, lock: Lock): bigint => has.get(keyOf(person, lock)) ?? 0n;
  const stake = (people: readonly Person[], [after, who, lock, share]: Plan): Step => {
    const person = people[who] as Person;
    const act = async (): Promise<void> => {
      const amount = part(await desk.balanceOf(story(), person), share);
      if (amount === 0n) return;
      desk.stake(story(), person, lock, amount);
      has.set(keyOf(person, lock), heldBy(person, lock) + amount);
    };
    return { day: unlessPaused(granted - after), act };
  };
  const whenHeld = (person: Person, lock: Lock, act: (amount: bigint) => void) => (): void => {
    const amount = heldBy(person, lock);
    if (amount > 0n) act(amount);
  };
  const [ada, ben, , dario, , vera] = fans;
  const late: Step[] = [
    { day: granted - 38, act: whenHeld(ada, "30 days", () => desk.expire(story(), ada, "30 days")) },
    { day: granted - 44, act: whenHeld(vera, "365 days", () => desk.compound(story(), vera)) },
    { day: granted - 52, act: whenHeld(dario, "none", () => desk.claimRewards(story(), dario)) },
    {
      day: granted - 70,
      act: whenHeld(dario, "none", (all) => desk.unstake(story(), dario, "none", all / 2n)),
    },
    { day: granted - 75, act: whenHeld(ben, "90 days", () => desk.claimRewards(story(), ben)) },
  ];
  return [
    ...FAN_STAKES.map((plan) => stake(fans, plan)),
    ...CROWD_STAKES.map((plan) => stake(crowd, plan)),
    ...late.map(({ day, act }) => ({ day: unlessPaused(day), act })),
  ].filter(({ day }) => day > 0.1);
}
