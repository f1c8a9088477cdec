export { handleCoinLaunched } from "./coin-launched";
export { handleDaoDeployed } from "./dao-deployed";
