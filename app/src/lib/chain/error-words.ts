import { ADMIN, wordsForSafeReason } from "./admin-error-words.ts";
import { COINS } from "./coin-error-words.ts";
import { DAOS } from "./dao-error-words.ts";
import { MARKET } from "./market-error-words.ts";
import { count, INTERNAL, NOT_ARTIST, PAUSED, say, time, type Words, type Write } from "./error-phrases.ts";
import { STUDIO } from "./studio-error-words.ts";
import { wordsForSwapReason } from "./swap-error-words.ts";

const WRONG_VALUE = say(
  "The price changed while you looked",
  "Nothing was paid. Reload the page to see the current figures.",
);
const WRONG_TOKEN_AMOUNT = say(
  "This currency delivered less than agreed",
  "The token takes a fee on transfers, which is not supported. Nothing was paid.",
);
const REFUSED_PAYMENT: Write = (to) => [
  "The payment was refused",
  `${String(to)} does not accept it. Everything stays owed to you; have it sent to another address.`,
];
const SHARES: Readonly<Record<string, Write>> = {
  MasterShares_NotArtist: NOT_ARTIST,
  MasterShares_InvalidCount: say("Choose 1 to 2,000 shares", "One transaction buys at most 2,000 shares."),
  MasterShares_NotStarted: (start) => ["Not open yet", `The offering opens ${time(start)}.`],
  MasterShares_Ended: (end) => ["The offering has ended", `It ended ${time(end)}. Nothing was paid.`],
  MasterShares_PresaleOnly: (start) => [
    "Only the presale is open",
    `Until ${time(start)} only accounts on the artist's list may buy.`,
  ],
  MasterShares_NoPresale: say("The presale is over", "Buy in the open offering instead."),
  MasterShares_NotOnAllowList: say(
    "You are not on the presale list",
    "The artist's list does not name this account. Wait until the offering opens to everyone.",
  ),
  MasterShares_SoldOut: (left, asked) =>
    left === 0n
      ? ["Sold out", "All public shares have been sold. Nothing was paid."]
      : [`Only ${count(left)} left`, `You asked for ${count(asked)}. Choose fewer; nothing was paid.`],
  MasterShares_CapExceeded: (cap, bought, asked) => [
    `At most ${count(cap)} per wallet`,
    `You bought ${count(bought)} before and asked for ${count(asked)} more. Nothing was paid.`,
  ],
  MasterShares_WrongValue: WRONG_VALUE,
  MasterShares_WrongAmountReceived: WRONG_TOKEN_AMOUNT,
  MasterShares_Paused: PAUSED,
  MasterShares_OfferingClosed: say("The offering is closed", "It is over for good. Nothing was paid."),
  MasterShares_OfferingOpen: say(
    "The offering is still open",
    "This is possible once it is sold out or closed.",
  ),
  MasterShares_InvalidEnd: say("That end is not possible", "Choose a later end, at most a year from now."),
  MasterShares_NotEnoughRemaining: (remaining) => [
    `Only ${count(remaining)} remain`,
    "Fewer shares are left to mint than you asked for.",
  ],
  MasterShares_NothingToWithdraw: say("Nothing to withdraw", "All proceeds have been withdrawn already."),
  MasterShares_PaymentFailed: REFUSED_PAYMENT,
  MasterShares_NotHolder: (id) => [
    `Share ${count(id)} is not yours`,
    "Another account holds it now. Reload the page.",
  ],
  MasterShares_Locked: (id, freeAt) => [
    `Share ${count(id)} is locked`,
    freeAt === 0n
      ? "It is staked. Ask to leave staking first."
      : `It is in its cooldown until ${time(freeAt)}.`,
  ],
  MasterShares_AlreadyStaked: (id) => [`Share ${count(id)} is staked already`, "Nothing changed."],
  MasterShares_NotStaked: (id) => [`Share ${count(id)} is not staked`, "Nothing changed."],
  MasterShares_StakeTooYoung: (id, earliest) => [
    `Share ${count(id)} cannot leave yet`,
    `A stake lasts at least 30 days. It may leave from ${time(earliest)}.`,
  ],
  MasterShares_UnknownValidator: say(
    "Unknown transfer validator",
    "Choose one that the platform lists, or none.",
  ),
  MasterShares_DepositTooLarge: say(
    "The deposit is too large",
    "Split it into smaller deposits. Nothing was paid.",
  ),
  MasterShares_NotRegistry: INTERNAL,
  MasterShares_NotVault: INTERNAL,
};

const VAULT: Readonly<Record<string, Write>> = {
  DividendVault_ZeroAmount: say("Enter an amount above zero", "A deposit of nothing is not possible."),
  DividendVault_WrongValue: WRONG_VALUE,
  DividendVault_WrongAmountReceived: WRONG_TOKEN_AMOUNT,
  DividendVault_InvalidPeriod: say("The period is reversed", "It has to end after it begins."),
  DividendVault_InvalidDocument: say(
    "The statement's CID cannot be used",
    "Use a CID with a sha2-256 digest.",
  ),
  DividendVault_Paused: PAUSED,
  DividendVault_InvalidCount: say("Too many masters at once", "One claim takes at most 100 masters."),
  DividendVault_NothingToClaim: say("Nothing to claim", "Everything was claimed already. Reload the page."),
  DividendVault_BookExceeded: INTERNAL,
  DividendVault_NotSwitchboard: INTERNAL,
  DividendVault_PaymentFailed: REFUSED_PAYMENT,
  DividendVault_NotArtist: NOT_ARTIST,
  DividendVault_ZeroAddress: say("Enter an address to pay", "The empty address cannot be paid."),
};

const REGISTRY: Readonly<Record<string, Write>> = {
  MasterRegistry_ZeroAddress: INTERNAL,
  MasterRegistry_InvalidText: say(
    "The name or title cannot be used",
    "It needs 1 to 64 bytes without control characters. Accents and emoji take several bytes each.",
  ),
  MasterRegistry_InvalidCid: say(
    "A CID cannot be used",
    "Use CIDs with a sha2-256 digest (raw, dag-pb, dag-cbor, dag-json).",
  ),
  MasterRegistry_FeeAboveLimit: say(
    "The platform fee has changed",
    "It is higher than the one you were shown. Nothing was launched; load the page again to see the new fee.",
  ),
  MasterRegistry_UnknownArtist: say("Register as an artist first", "This artist does not exist."),
  MasterRegistry_UnknownMaster: say("There is no such master", "Check the address of the page."),
  MasterRegistry_NotArtist: NOT_ARTIST,
  MasterRegistry_NotPendingArtist: say(
    "The role was not offered to you",
    "Ask the artist to offer it to this account.",
  ),
  MasterRegistry_InvalidShares: say(
    "The numbers of shares do not fit",
    "A master has 1 to 100,000 shares, and at least one but no more than all of them are for sale.",
  ),
  MasterRegistry_InvalidPrice: say(
    "The price does not fit",
    "It has to be above zero and not absurdly high.",
  ),
  MasterRegistry_InvalidWindow: say(
    "The dates do not fit",
    "Presale, start and end have to follow each other, begin in the future and span at most 365 days.",
  ),
  MasterRegistry_InvalidPresale: say("The presale is incomplete", "It needs a start and a published list."),
  MasterRegistry_InvalidRoyalties: say("A royalty is out of bounds", "Choose one of the presets."),
  MasterRegistry_CurrencyNotAllowed: say("This currency is not allowed", "Choose one from the list."),
  MasterRegistry_UnknownValidator: say(
    "Unknown transfer validator",
    "Choose one that the platform lists, or none.",
  ),
  MasterRegistry_InvalidSession: say(
    "The studio session cannot be used",
    "It has to be locked and yours, and the recording the one that you locked.",
  ),
  MasterRegistry_CoinMissing: say(
    "Your coin comes with this launch",
    "An artist's first offering makes the artist's coin. Choose its name, symbol and opening price.",
  ),
  MasterRegistry_CoinExists: say(
    "You have a coin already",
    "Only the first offering makes one. Launch without a coin.",
  ),
  MasterRegistry_NoCoinLauncher: say(
    "Coins cannot be made here yet",
    "Launch without a coin. Nothing was launched or paid.",
  ),
  MasterRegistry_FeeTooHigh: INTERNAL,
  MasterRegistry_NoCode: INTERNAL,
  MasterRegistry_Paused: PAUSED,
};

const EXPIRED_PERMIT = say(
  "The permission expired",
  "It was not used in time. Nothing was paid; start again to sign a new one.",
);

const TOKENS: Readonly<Record<string, Write>> = {
  ERC20InsufficientBalance: say(
    "Not enough of the currency",
    "Your balance does not cover this. Nothing was paid.",
  ),
  ERC20InsufficientAllowance: say(
    "The permission to pay is missing",
    "It expired or was used elsewhere. Nothing was paid; start again to sign a new one.",
  ),
  ERC2612ExpiredSignature: EXPIRED_PERMIT,
  ERC2612InvalidSigner: say("The permission was signed by another account", "Nothing was paid; sign again."),
  ERC721NonexistentToken: (id) => [`Share ${count(id)} does not exist`, "Reload the page."],
  ERC721IncorrectOwner: (_sender, id) => [`Share ${count(id)} is not yours`, "Another account holds it now."],
  ERC721InsufficientApproval: (_operator, id) => [
    `Share ${count(id)} is not yours`,
    "Only its holder can move it.",
  ],
  ERC721InvalidReceiver: say(
    "That account cannot receive shares",
    "Nothing was moved. Choose another account.",
  ),
  AllowListTransferValidator_NotAllowed: say(
    "The collection does not allow this transfer",
    "The artist chose a validator that refuses this sender. Holders may always move their own shares.",
  ),
  VotesExpiredSignature: say(
    "The delegation expired",
    "It was not used in time. Nothing changed; start again to sign a new one.",
  ),
  SafeERC20FailedOperation: say("The currency refused the transfer", "Check your balance. Nothing was paid."),
  InsufficientBalance: say("Not enough balance", "Nothing was paid."),
};

const KNOWN: Readonly<Record<string, Write>> = {
  ...SHARES,
  ...VAULT,
  ...REGISTRY,
  ...COINS,
  ...DAOS,
  ...MARKET,
  ...STUDIO,
  ...TOKENS,
  ...ADMIN,
};

/** Names of custom errors that have words of their own. */
export const ERRORS_WITH_WORDS: readonly string[] = Object.keys(KNOWN);

/** A custom error of a contract in plain words. */
export function wordsForError(name: string, args: readonly unknown[]): Words {
  const [reason] = args;
  const told = name === "Error" ? (wordsForSafeReason(reason) ?? wordsForSwapReason(reason)) : null;
  return told ?? (KNOWN[name] ?? INTERNAL)(...args);
}
