export { handleMarketSet } from "./market-set";
export { handlePauseEnded } from "./pause-ended";
export { handlePauseStarted } from "./pause-started";
export { handleValidatorSet } from "./validator-set";
