export { handleERC20Released } from "./erc20-released";
