import { fileURLToPath } from "node:url";

import hardhatToolboxViem from "@nomicfoundation/hardhat-toolbox-viem";
import hardhatUpgrades from "@openzeppelin/hardhat-upgrades";
import { defineConfig } from "hardhat/config";

/** `AUDIFI_DEEP=1` runs the long profile of the fuzz and invariant tests. */
const isDeep = process.env.AUDIFI_DEEP === "1";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const compiler = (runs: number) => ({
  version: "0.8.37",
  path: at("./node_modules/solc/soljson.js"),
  settings: { evmVersion: "cancun", optimizer: { enabled: true, runs } },
});

export default defineConfig({
  plugins: [hardhatToolboxViem, hardhatUpgrades],
  paths: {
    sources: "./contracts/src",
    tests: { nodejs: "./contracts/test", solidity: "./contracts/test" },
    artifacts: "./contracts/artifacts",
    cache: "./contracts/cache",
  },
  test: {
    solidity: {
      fuzz: { runs: isDeep ? 100_000 : 500 },
      invariant: { runs: isDeep ? 10_000 : 12, depth: isDeep ? 32 : 100, failOnRevert: true },
    },
  },
  solidity: {
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol",
      "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol",
    ],
    profiles: {
      default: {
        compilers: [compiler(1_000_000)],
        // Larger than a contract may be when optimised for calls alone: OpenZeppelin's governor with all its parts, and
        // what decodes sessions and proofs.
        overrides: {
          "contracts/src/governance/ArtistGovernor.sol": compiler(2_000),
          "contracts/src/studio/StudioSessions.sol": compiler(100),
        },
      },
    },
  },
});
