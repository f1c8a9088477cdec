export { handleCoinLaunched } from "./coin-launched";
