export { handleArtistCreditClaimed } from "./artist-credit-claimed";
export { handleDividendsClaimed } from "./dividends-claimed";
export { handleDividendsRedirected } from "./dividends-redirected";
export { handleRevenueDeposited } from "./revenue-deposited";
