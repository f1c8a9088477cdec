import { INTERNAL, NOT_ARTIST, PAUSED, say, time, type Write } from "./error-phrases.ts";

const NOTHING_PAID = "Nothing was paid.";

export const MARKET: Readonly<Record<string, Write>> = {
  ShareMarket_Paused: PAUSED,
  ShareMarket_InvalidCount: say("Choose 1 to 50", "One transaction takes at most 50 at a time."),
  ShareMarket_NotMaster: say(
    "This market does not sell these shares",
    "They are not of a master that is registered here. Nothing changed.",
  ),
  ShareMarket_ZeroPrice: say("Enter an amount above zero", "Nothing changed."),
  ShareMarket_InvalidExpiry: say(
    "That end is not possible",
    "Choose a time from now on, at most a year away.",
  ),
  ShareMarket_NotHolder: (_, id) => [
    `Share #${String(id)} is not yours`,
    "The connected wallet does not hold it. It may have been sold or given away.",
  ],
  ShareMarket_ShareLocked: (_, id) => [
    `Share #${String(id)} is staked`,
    "It is locked while it is staked and for 7 days after. Leave staking first.",
  ],
  ShareMarket_NotApproved: say(
    "The market may not move this share yet",
    "Approve the market for your shares of this master, then try again.",
  ),
  ShareMarket_NetTooLow: say(
    "You would receive less than you asked for",
    "After royalty and platform fee too little is left. Nothing was sold.",
  ),
  ShareMarket_NotListed: (_, id) => [
    `Share #${String(id)} is no longer for sale`,
    `It was sold, moved, staked, or its seller took it back. ${NOTHING_PAID}`,
  ],
  ShareMarket_ListingExpired: (_, id, expiry) => [
    `Share #${String(id)} is no longer for sale`,
    `Its listing ended ${time(expiry)}. ${NOTHING_PAID}`,
  ],
  ShareMarket_PriceChanged: say(
    "The price changed while you looked",
    `${NOTHING_PAID} Reload the page to see the current price.`,
  ),
  ShareMarket_OwnShare: (_, id) => [
    `Share #${String(id)} is yours already`,
    "You cannot buy it from yourself.",
  ],
  ShareMarket_NothingBought: say(
    "All of them are gone",
    `Somebody was faster, or their prices changed. ${NOTHING_PAID}`,
  ),
  ShareMarket_WrongValue: say(
    "The price changed while you looked",
    `${NOTHING_PAID} Reload the page to see the current figures.`,
  ),
  ShareMarket_WrongAmountReceived: say(
    "This currency delivered less than agreed",
    `The token takes a fee on transfers, which is not supported. ${NOTHING_PAID}`,
  ),
  ShareMarket_UnknownOffer: say(
    "The offer is gone",
    "It was accepted or taken back. Reload the page to see the current offers.",
  ),
  ShareMarket_OfferExpired: (_, expiry) => ["The offer has expired", `It ended ${time(expiry)}.`],
  ShareMarket_WrongShare: (_, expected) => [
    "The offer is for another share",
    `It names share #${String(expected)}.`,
  ],
  ShareMarket_NotBidder: say(
    "This offer is somebody else's",
    "Only its bidder can take it back before it expires.",
  ),
  ShareMarket_NotEnoughGas: say(
    "The transaction had too little gas",
    "Send it again with the gas that your wallet suggests. Nothing changed.",
  ),
  ShareMarket_NotArtist: NOT_ARTIST,
  ShareMarket_NothingToWithdraw: say(
    "Nothing to withdraw",
    "Everything was paid out already. Reload the page.",
  ),
  ShareMarket_PaymentFailed: (to) => [
    "The payment was refused",
    `${String(to)} does not accept it. Everything stays owed to you; have it sent to another address.`,
  ],
  ShareMarket_ZeroAddress: say("Enter an address", "The empty address cannot receive money."),
  ShareMarket_FeeTooHigh: INTERNAL,
};
