import { parseEther } from "viem";
import { PROPOSALS, type ProposalName } from "../content/proposals.ts";
import type { CoinStory } from "./coin-desk.ts";
import type { DaoCall, DaoDesk, DaoStory, Proposal, Support } from "./dao-desk.ts";
import type { Step } from "./steps.ts";
import type { Person } from "./tell.ts";
import type { World } from "./world.ts";

interface DaoTeller {
  world: World;
  desk: DaoDesk;
  /** The coin of the DAO that is told about. */
  story: () => CoinStory;
}

type Votes = readonly [voter: Person, support: Support, reason: string][];

const DAY = 86_400;
const SECOND = 1 / DAY;
const TIMES = { delay: DAY, period: 5 * DAY, late: DAY, timelock: 2 * DAY };
const OPENED = 40;

/** A DAO that nobody has proposed anything in. */
export function tellQuietDao({ world, desk, story }: DaoTeller): Step[] {
  const [ada] = world.cast.fans;
  return [{ day: OPENED, act: () => desk.deploy(story(), ada) }];
}

/** What happens to the proposals of one DAO, which is there once it was opened. */
function planProposals({ world, desk, story }: DaoTeller) {
  const [ada] = world.cast.fans;
  let dao: DaoStory;
  const artist = (): Person => story().artist;
  const made = new Map<ProposalName, Proposal>();
  return {
    artist,
    dao: () => dao,
    open: async (): Promise<void> => {
      dao = await desk.find(story());
      desk.payTreasury(story(), ada);
    },
    propose: (day: number, name: ProposalName, calls: () => DaoCall[]): Step => ({
      day,
      act: () => {
        const proposal = {
          calls: calls(),
          description: `${PROPOSALS[name]}\n\n#proposer=${artist().address}`,
        };
        made.set(name, proposal);
        desk.propose(dao, artist(), proposal);
      },
    }),
    vote: (day: number, name: ProposalName, votes: () => Votes): Step => ({
      day,
      act: async () => {
        for (const [voter, ...opinion] of votes())
          await desk.vote(dao, voter, made.get(name) as Proposal, opinion);
      },
    }),
    move: (day: number, name: ProposalName, what: "queue" | "execute" | "cancel"): Step => ({
      day,
      act: () => desk.move(dao, what === "cancel" ? artist() : ada, what, made.get(name) as Proposal),
    }),
  };
}

/**
 * A DAO with proposals in every state: executed, defeated, cancelled, passed after its quorum was reached late, queued,
 * open and waiting for its vote. It first gives itself a week for each, so that they are in that state for days.
 */
export function tellBusyDao(teller: DaoTeller): Step[] {
  const { world, desk, story } = teller;
  const [ada, ben, chioma, dario, , vera] = world.cast.fans;
  const { artist, dao, open, propose, vote, move } = planProposals(teller);
  return [
    { day: OPENED, act: () => desk.deploy(story(), ada) },
    { day: OPENED - 0.1, act: open },
    { day: OPENED - 0.2, act: () => desk.delegate(story(), artist()) },
    propose(38, "times", () => desk.setTimes(dao(), TIMES)),
    vote(38 - 120 * SECOND, "times", () => [
      [artist(), "for", "Ten minutes are too short for people who sleep."],
      [ada, "for", ""],
    ]),
    move(38 - 720 * SECOND, "times", "queue"),
    move(38 - 900 * SECOND, "times", "execute"),
    propose(35, "video", () => [desk.pay(ben, parseEther("0.002")), desk.setRewards(story(), 11_000)]),
    vote(33, "video", () => [
      [artist(), "for", "It is the best thing anybody has made of a song of mine."],
      [vera, "for", "Pay people for work."],
      [dario, "against", "Yes to the video, no to more rewards. These should have been two proposals."],
      [chioma, "abstain", "I helped with the lights and should not decide."],
    ]),
    move(28.9, "video", "queue"),
    move(26.5, "video", "execute"),
    propose(25, "merch", () => [desk.pay(dario, parseEther("0.004"))]),
    vote(22, "merch", () => [
      [dario, "for", "Bags!"],
      [artist(), "against", "I have four hundred bags left from the last tour."],
      [vera, "against", "No offer, no price per bag."],
    ]),
    propose(18, "typo", () => [desk.sayOnly(dao())]),
    move(17.5, "typo", "cancel"),
    propose(16, "strings", () => [desk.payCoins(story(), vera, parseEther("1"))]),
    vote(14, "strings", () => [[ada, "for", "Please."]]),
    vote(10.4, "strings", () => [[artist(), "for", "Sorry for the late vote, I was on the ferry."]]),
    propose(9, "translation", () => [desk.pay(chioma, parseEther("0.001"))]),
    vote(6, "translation", () => [
      [artist(), "for", ""],
      [vera, "for", "I have read them. They are."],
    ]),
    move(1, "translation", "queue"),
    propose(3, "festival", () => [desk.sayOnly(dao())]),
    vote(1.5, "festival", () => [
      [vera, "for", "I would come from far away."],
      [dario, "against", "The DAO should not speak for people who hold coins for other reasons."],
    ]),
    propose(0.3, "rewards", () => [desk.setRewards(story(), 10_000)]),
  ];
}
