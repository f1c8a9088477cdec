export { handleTreasuryCallExecuted } from "./call-executed";
export { handleTreasuryCallScheduled } from "./call-scheduled";
export { handleTreasuryCancelled } from "./cancelled";
export { handleTreasuryMinDelayChange } from "./min-delay-change";
