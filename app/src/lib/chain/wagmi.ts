// The one door to @wagmi/core: `import("@wagmi/core")` would load all of it, named re-exports tree-shake.
export {
  createConfig,
  createStorage,
  disconnect,
  getAccount,
  getBalance,
  getBlock,
  readContract,
  reconnect,
  signTypedData,
  simulateContract,
  switchChain,
  waitForTransactionReceipt,
  watchAccount,
  writeContract,
  type Config,
} from "@wagmi/core";
