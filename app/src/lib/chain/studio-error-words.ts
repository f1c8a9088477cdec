import { count, INTERNAL, NOT_ARTIST, PAUSED, say, time, type Write } from "./error-phrases.ts";

const NOT_PROVEN = "This proves nothing against what was published. Nothing changed.";

export const STUDIO: Readonly<Record<string, Write>> = {
  StudioSessions_Paused: PAUSED,
  StudioSessions_NotArtist: NOT_ARTIST,
  StudioSessions_NoCode: INTERNAL,
  StudioSessions_ZeroAddress: say("Enter an address", "Nothing changed."),
  StudioSessions_UnknownSession: say("There is no such session", "Check the address of the page."),
  StudioSessions_WrongStatus: (_, status) => [WRONG_STATUS[Number(status)] ?? "Not now", "Nothing changed."],
  StudioSessions_NotProducer: say(
    "Only producers can submit",
    "The platform has not made this account a producer.",
  ),
  StudioSessions_NotPublisher: say(
    "Only the session's publisher can do this",
    "It was fixed when the session opened.",
  ),
  StudioSessions_InvalidText: say(
    "A text does not fit",
    "Titles have 1 to 64 bytes, questions and labels 1 to 140, reasons 1 to 280; a choice that won needs no reason.",
  ),
  StudioSessions_InvalidCid: say(
    "A file is missing, or its CID cannot be used",
    "Audio and images are needed but for text. Use CIDs with a sha2-256 digest.",
  ),
  StudioSessions_InvalidDecisions: say("A session has 1 to 32 decisions", "Nothing changed."),
  StudioSessions_InvalidOptions: (decision) => [
    "A decision has 2 to 8 options",
    `Decision ${Number(decision) + 1} does not. Nothing changed.`,
  ],
  StudioSessions_InvalidRule: say("The access rule does not fit", "The unit of coins has to be above zero."),
  StudioSessions_InvalidClosing: say("That end is not possible", "A session is open 1 minute to 30 days."),
  StudioSessions_NoRelay: say(
    "Sessions cannot open here yet",
    "The platform has not named who publishes the ballots.",
  ),
  StudioSessions_UnknownOption: say("There is no such option", "Reload the page. Nothing changed."),
  StudioSessions_UnknownSubmission: say(
    "There is no such submission",
    "It may be an option already. Reload the page.",
  ),
  StudioSessions_WrongLength: INTERNAL,
  StudioSessions_CurrencyNotAllowed: say("This currency is not allowed", "Choose one from the list."),
  StudioSessions_BountyExists: say("This decision has a bounty", "Nothing was paid."),
  StudioSessions_ZeroAmount: say("Enter an amount above zero", "Nothing was paid."),
  StudioSessions_WrongValue: INTERNAL,
  StudioSessions_WrongAmountReceived: say(
    "This currency delivered less than agreed",
    "The token takes a fee on transfers, which is not supported. Nothing was paid.",
  ),
  StudioSessions_NothingToWithdraw: say("Nothing to withdraw", "Everything has been withdrawn already."),
  StudioSessions_PaymentFailed: (to) => [
    "The payment was refused",
    `${String(to)} does not accept it. Everything stays owed to you; have it sent to another address.`,
  ],
  StudioSessions_AlreadyPublished: say("The ballots are published", "Nothing changed."),
  StudioSessions_InvalidRoot: INTERNAL,
  StudioSessions_NotContestable: say(
    "Nothing can be contested now",
    "A publication can be contested once, for 24 hours.",
  ),
  StudioSessions_NotInTree: say("The proof does not fit", NOT_PROVEN),
  StudioSessions_NotDoubled: say("Nobody was counted twice", NOT_PROVEN),
  StudioSessions_NotIgnored: say("The right ballot was counted", NOT_PROVEN),
  StudioSessions_NotMissing: say("The ballot is not missing", NOT_PROVEN),
  StudioSessions_InvalidSignature: say("The voter did not sign this ballot", NOT_PROVEN),
  StudioSessions_InvalidReceipt: say("The relay did not receive this ballot in time", NOT_PROVEN),
  StudioSessions_LockTooEarly: (earliest) => [
    "Not yet",
    `The master can be locked from ${time(earliest)} on, so that there is time to contest the count.`,
  ],
  StudioSessions_ReasonMissing: (decision) => [
    "Say why",
    `Your choice on decision ${count(BigInt(Number(decision) + 1))} did not win. Fans will see your reason.`,
  ],
};

/** In the order of the contract's statuses. */
const WRONG_STATUS = [
  "There is no such session",
  "The session has not opened yet",
  "The session is open",
  "The session is closed",
  "The master is locked",
  "The session was given up",
];
