export { handleArtistPaid } from "./artist-paid";
export { handleFeesCollected } from "./fees-collected";
export { handlePositionLocked } from "./position-locked";
export { handleTreasuryPaid } from "./treasury-paid";
