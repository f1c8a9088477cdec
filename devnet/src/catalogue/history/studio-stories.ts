import { studioSessionsAbi } from "@audifi/contracts/abi";
import { encodeFunctionData, parseEther } from "viem";
import { OVERRIDE, SUBMISSIONS, studio, type StudioSession } from "../content/studio.ts";
import type { SafeDesk } from "./safe.ts";
import { type Step, timeOf } from "./steps.ts";
import type { Counted, StudioDesk, Wish } from "./studio-desk.ts";
import type { Person } from "./tell.ts";
import type { World } from "./world.ts";

interface StudioTeller {
  world: World;
  desk: StudioDesk;
  safe: SafeDesk;
  now: number;
}

/** A session on its way: its number is known once its creation was mined. */
class Tale {
  readonly content: StudioSession;
  readonly wishes: Wish[];
  private readonly teller: StudioTeller;
  private number = 0n;
  private counted: Counted | undefined;

  constructor(teller: StudioTeller, content: StudioSession, wishes: Wish[] = []) {
    this.teller = teller;
    this.content = content;
    this.wishes = wishes;
  }

  get artist(): Person {
    return this.teller.desk.artistOf(this.content);
  }

  get id(): bigint {
    return this.number;
  }

  /** The number is read in the block after. */
  create(day: number): Step[] {
    const note = async (): Promise<void> => void (this.number = await this.teller.desk.newest());
    return [
      { day, act: () => this.teller.desk.create(this.content) },
      { day: day - 0.01, act: note },
    ];
  }

  /** Opens, and who votes on chain does so at once. */
  run(day: number, closes: number): Step[] {
    const { desk, now } = this.teller;
    const direct = this.wishes.filter(({ isDirect }) => isDirect);
    return [
      { day, act: () => desk.open(this.id, this.artist, timeOf(now, closes)) },
      { day: day - 0.05, act: () => direct.forEach((wish) => desk.cast(this.id, wish)) },
    ];
  }

  publish(day: number, leftOut?: Person): Step {
    return {
      day,
      act: async () => void (this.counted = await this.teller.desk.publish(this.id, this.wishes, leftOut)),
    };
  }

  contest(day: number, wish: Wish): Step {
    return { day, act: () => this.teller.desk.contestMissing(this.id, wish, this.counted as Counted) };
  }
}

/** What voters want: the options of all decisions, the first more often than the others. */
type Favourites = readonly string[];

/** The fans and a dozen of the crowd; a sixth of them casts on chain. */
function wishesOf({ world }: StudioTeller, from: number, favourites: Favourites): Wish[] {
  const { fans, crowd } = world.cast;
  const voters = [...fans.slice(0, 4), ...crowd.slice(from, from + 12)];
  return voters.map((voter, index) => ({
    voter,
    options: [...(favourites[[0, 1, 0, 2, 0, 1, 0][index % 7] as number] as string)].map(Number),
    isDirect: index % 6 === 1,
  }));
}

/** Followed in two decisions and overridden in the third; a producer's take was chosen, and its bounty fetched. */
function tellOrchard(teller: StudioTeller, tale: Tale): Step[] {
  const { world, desk } = teller;
  const juno = world.cast.fans[4];
  const final = desk.file({ label: "", files: "orchard-street" }, "audio");
  const choices = [
    { option: 2, reason: "" },
    { option: 0, reason: "" },
    { option: 0, reason: OVERRIDE },
  ];
  return [
    ...tale.create(25),
    { day: 24, act: () => desk.fund(tale.id, tale.artist, 0, parseEther("0.05")) },
    { day: 23.5, act: () => desk.submit(tale.id, 0, juno, SUBMISSIONS.echo) },
    { day: 23, act: () => desk.accept(tale.id, tale.artist, 0) },
    ...tale.run(22.5, 18.5),
    tale.publish(18.4),
    { day: 16, act: () => desk.lock(tale.id, tale.artist, final, choices) },
    { day: 15.5, act: () => desk.withdraw(juno) },
  ];
}

/** A ballot that was cast on chain is left out of the count, and its voter proves it. */
function tellCassette(teller: StudioTeller): Step[] {
  const tale = new Tale(teller, studio.cassette, wishesOf(teller, 290, ["00", "21", "01"]));
  const forgotten = tale.wishes.find(({ isDirect }) => isDirect) as Wish;
  return [
    ...tale.create(5.1),
    ...tale.run(5, 2.1),
    tale.publish(2.05, forgotten.voter),
    tale.contest(1.6, forgotten),
  ];
}

/** Two takes of the producer wait for the artists. */
function tellDriftwood(teller: StudioTeller): Step[] {
  const { world, desk } = teller;
  const juno = world.cast.fans[4];
  const tale = new Tale(teller, studio.driftwood);
  return [
    ...tale.create(2.9),
    { day: 2.8, act: () => desk.fund(tale.id, tale.artist, 0, parseEther("0.08")) },
    { day: 1.9, act: () => desk.submit(tale.id, 0, juno, SUBMISSIONS.whistle) },
    { day: 1.85, act: () => desk.submit(tale.id, 0, juno, SUBMISSIONS.fiddle) },
  ];
}

/**
 * Sessions in every state: locked with an override and launched from, open, being prepared with submissions, given up,
 * closed and ready to be locked, in its contest window, and contested.
 */
export function tellStudio(teller: StudioTeller): {
  steps: Step[];
  /** Masters that come from a session, and its number once it was created. */
  launched: Readonly<Record<string, () => bigint>>;
} {
  const { world, desk, safe } = teller;
  const orchard = new Tale(teller, studio.orchard, wishesOf(teller, 246, ["201", "211", "000"]));
  const tide = new Tale(teller, studio.tide, wishesOf(teller, 20, ["10", "00", "11"]));
  const arcade = new Tale(teller, studio.arcade, wishesOf(teller, 50, ["01", "11", "02"]));
  const felt = new Tale(teller, studio.felt, wishesOf(teller, 116, ["0", "1", "0"]));
  const parade = new Tale(teller, studio.parade);
  const data = encodeFunctionData({
    ...{ abi: studioSessionsAbi, functionName: "setProducer", args: [world.cast.fans[4].address, true] },
  });
  const steps = [
    { day: 30, act: () => safe.execute(desk.address, data) },
    ...tellOrchard(teller, orchard),
    ...parade.create(9.2),
    { day: 8.7, act: () => desk.cancel(parade.id, parade.artist) },
    ...[...arcade.create(6.4), ...arcade.run(6.2, 2.3), arcade.publish(2.25)],
    ...tellCassette(teller),
    ...[...felt.create(4.6), ...felt.run(4.4, 0.55), felt.publish(0.5)],
    ...tellDriftwood(teller),
    ...[...tide.create(1.75), ...tide.run(1.7, -5)],
  ];
  return { steps, launched: { "Orchard Street, 6 a.m.": () => orchard.id } };
}
