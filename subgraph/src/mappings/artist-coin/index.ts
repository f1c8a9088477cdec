export { handleCoinDelegateChanged } from "./delegate-changed";
export { handleCoinDelegateVotesChanged } from "./delegate-votes-changed";
export { handleCoinTransfer } from "./transfer";
