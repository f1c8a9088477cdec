export { handleGrantClaimed } from "./grant-claimed";
export { handleGrantOpened } from "./grant-opened";
export { handleGrantSwept } from "./grant-swept";
