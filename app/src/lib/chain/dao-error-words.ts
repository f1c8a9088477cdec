import { formatUnits } from "viem";
import { count, INTERNAL, say, type Write } from "./error-phrases.ts";

const coins = (value: unknown) => count(BigInt(Math.floor(Number(formatUnits(value as bigint, 18)))));

/** As in OpenZeppelin's `IGovernor.ProposalState`. */
const STATES = [
  "waiting for its vote",
  "open",
  "cancelled",
  "defeated",
  "passed",
  "queued",
  "expired",
  "done",
];

/** Errors of artists' DAOs: their governor (OpenZeppelin's and ours), their treasury, and how they are deployed. */
export const DAOS: Readonly<Record<string, Write>> = {
  GovernorInsufficientProposerVotes: (_proposer, votes, needed) => [
    "Too few votes to propose",
    `A proposal needs ${coins(needed)} votes and you have ${coins(votes)}. Delegate to yourself, stake, or ask others to delegate to you.`,
  ],
  GovernorRestrictedProposer: say(
    "Somebody else's proposal",
    "Its description names another account as the only one that may propose it.",
  ),
  GovernorInvalidProposalLength: say("A proposal needs at least one call", "Add what it should do."),
  GovernorUnexpectedProposalState: (_id, state) => [
    "The proposal does not allow this now",
    `It is ${STATES[Number(state)] ?? "in another state"}. Reload the page to see what can be done.`,
  ],
  GovernorAlreadyCastVote: say("You have voted already", "A vote cannot be changed. Yours counts."),
  GovernorInvalidSignature: say(
    "The signature does not fit",
    "It was made for another account, another proposal, or was used already. Sign again.",
  ),
  GovernorUnableToCancel: say(
    "The proposal cannot be taken back",
    "Only its proposer can, and only before the vote begins.",
  ),
  GovernorNonexistentProposal: say("There is no such proposal", "Reload the page."),
  GovernorAlreadyQueuedProposal: say("The proposal is queued already", "Reload the page."),
  GovernorOnlyExecutor: say(
    "Only a proposal can do this",
    "The DAO's settings change by its own votes alone.",
  ),
  GovernorDisabledDeposit: say("The governor takes no money", "Send it to the DAO's treasury instead."),
  TimelockUnexpectedOperationState: say(
    "The waiting time is not over",
    "A queued proposal can be executed once its delay has passed, and only once.",
  ),
  TimelockUnauthorizedCaller: say("Only a proposal can do this", "It takes one that passes."),
  ArtistTreasury_CannotDelegate: say(
    "The treasury's coins do not vote",
    "A proposal cannot delegate them. Leave that call out.",
  ),
  ArtistTreasury_DelayTooLong: say("That delay is too long", "It may be at most 30 days."),
  ArtistTreasury_InvalidInitialization: INTERNAL,
  ArtistGovernor_InvalidThreshold: say("That threshold is too high", "It may be at most 5 % of all votes."),
  ArtistGovernor_InvalidQuorum: say("That quorum is not possible", "It may be 1 to 20 % of all votes."),
  ArtistGovernor_TooLong: say("That time is too long", "It may be at most 30 days."),
  ArtistGovernor_TreasuryIsFixed: say(
    "The DAO keeps its treasury",
    "What it holds could not be reached from another one.",
  ),
  CoinLauncher_NoCoin: say(
    "The artist has no coin yet",
    "A DAO needs a coin whose holders vote. It comes with the artist's first Master IPO.",
  ),
  CoinLauncher_DaoExists: say("The DAO is there already", "Reload the page."),
};
