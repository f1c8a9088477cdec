import { INTERNAL, NOT_ARTIST, PAUSED, say, time, type Write } from "./error-phrases.ts";

const LAUNCHER: Readonly<Record<string, Write>> = {
  CoinLauncher_InvalidName: say(
    "The coin's name cannot be used",
    "It needs 1 to 32 bytes without control characters. Accents and emoji take several bytes each.",
  ),
  CoinLauncher_InvalidSymbol: say(
    "The coin's symbol cannot be used",
    "It needs 2 to 11 characters: capital letters A to Z and digits.",
  ),
  CoinLauncher_InvalidPrice: say(
    "The opening price does not fit",
    "It is too close to nothing, or absurdly high. Choose another.",
  ),
  CoinLauncher_NoFreePool: say(
    "Somebody was faster",
    "Markets for this coin were opened before it existed. Nothing was launched; try again and another address is used.",
  ),
  CoinLauncher_NativeBelowMinimum: say(
    "Less of your money would become liquidity than you asked for",
    "Nothing was launched and nothing was paid. Try again with another amount.",
  ),
  CoinLauncher_CoinExists: say(
    "The artist has a coin already",
    "Every artist has one coin. Reload the page.",
  ),
  CoinLauncher_NotRegistry: INTERNAL,
  CoinLauncher_NoCode: INTERNAL,
};

const GRANTS: Readonly<Record<string, Write>> = {
  CoinGrants_OfferingOpen: say(
    "The offering is still open",
    "Its buyers can claim their coins once it is sold out or closed.",
  ),
  CoinGrants_NothingToClaim: say(
    "No coins to claim",
    "This account bought no shares in the offering, or has claimed its coins already.",
  ),
  CoinGrants_NothingToSweep: say(
    "No coins are left over",
    "All shares were sold, or the rest went to the staking reserve already.",
  ),
  CoinGrants_UnknownCoin: say(
    "No coins are given out here",
    "This coin has no first offering on this platform.",
  ),
  CoinGrants_ZeroAddress: say("Enter an address", "The empty address cannot receive coins."),
  CoinGrants_InvalidGrant: INTERNAL,
  CoinGrants_NotLauncher: INTERNAL,
};

const STAKING: Readonly<Record<string, Write>> = {
  CoinStaking_Paused: PAUSED,
  CoinStaking_ZeroAmount: say("Enter an amount above zero", "Nothing changed."),
  CoinStaking_NotEnoughStaked: say("Less is staked than that", "Choose a smaller amount. Nothing changed."),
  CoinStaking_Locked: (unlockAt) => ["The lock is not over", `These coins can leave from ${time(unlockAt)}.`],
  CoinStaking_NothingToExpire: say("There is nothing to unlock", "The position is empty. Reload the page."),
  CoinStaking_NothingToClaim: say("No rewards yet", "Everything was claimed already. Reload the page."),
  CoinStaking_NotTreasury: say("Only the artist's DAO can do this", "It takes a proposal that passes."),
  CoinStaking_InvalidRate: say("That rate is not possible", "It may be a quarter to twice the base rate."),
  CoinStaking_InvalidCap: say("That cap is not possible", "It may be at most 15 % a year."),
  CoinStaking_ZeroAddress: say("Enter an address", "The empty address cannot be paid."),
  CoinStaking_FutureLookup: INTERNAL,
  CoinStaking_InvalidInitialization: INTERNAL,
};

const LIQUIDITY: Readonly<Record<string, Write>> = {
  LiquidityLocker_NotArtist: NOT_ARTIST,
  LiquidityLocker_NothingToPay: say("Nothing to withdraw", "Collect the position's fees first."),
  LiquidityLocker_NoTreasury: say(
    "The artist's DAO does not exist yet",
    "Its part of the fees stays owed until it is deployed.",
  ),
  LiquidityLocker_PaymentFailed: (to) => [
    "The payment was refused",
    `${String(to)} does not accept it. Everything stays owed to you; have it sent to another address.`,
  ],
  LiquidityLocker_UnknownPosition: INTERNAL,
  LiquidityLocker_InvalidPosition: INTERNAL,
  LiquidityLocker_UnexpectedNative: INTERNAL,
  LiquidityLocker_NotLauncher: INTERNAL,
  ArtistVesting_OwnerIsArtist: say(
    "Vesting follows the artist's role",
    "It is paid to whoever holds the role and cannot be given to another account.",
  ),
};

/** Errors of coins, their market and their staking. */
export const COINS: Readonly<Record<string, Write>> = { ...LAUNCHER, ...GRANTS, ...STAKING, ...LIQUIDITY };
