export { handlePoolCollect } from "./collect";
export { handlePoolCollectProtocol } from "./collect-protocol";
export { handlePoolFlash } from "./flash";
export { handlePoolMint } from "./mint";
export { handlePoolSwap } from "./swap";
