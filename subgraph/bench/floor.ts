import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Address } from "viem";

import { masterSharesAbi } from "../../contracts/exports/abi.ts";
import { findGnd } from "../scripts/binaries.ts";
import { root } from "../scripts/compile.ts";
import { runTool } from "../scripts/tools.ts";

const manifestOf = (shares: Address): string => `specVersion: 1.3.0
indexerHints:
  prune: never
schema:
  file: ./schema.graphql
dataSources:
  - kind: ethereum
    name: MasterShares
    network: localhost
    source:
      abi: MasterShares
      address: "${shares.toLowerCase()}"
      startBlock: 0
    mapping:
      kind: ethereum/events
      apiVersion: 0.0.9
      language: wasm/assemblyscript
      file: ./src/transfer.ts
      entities: [ShareTransfer]
      abis:
        - name: MasterShares
          file: ./abis/MasterShares.json
      eventHandlers:
        - event: Transfer(indexed address,indexed address,indexed uint256)
          handler: handleTransfer
`;

const SCHEMA = `"A transfer of a share."
type ShareTransfer @entity(immutable: true) {
  "Transaction hash and log index."
  id: Bytes!
  from: Bytes!
  to: Bytes!
  number: BigInt!
  block: BigInt!
  timestamp: BigInt!
}
`;

const MAPPING = `import { ShareTransfer } from "../generated/schema";
import { Transfer } from "../generated/MasterShares/MasterShares";

export function handleTransfer(event: Transfer): void {
  const transfer = new ShareTransfer(event.transaction.hash.concatI32(event.logIndex.toI32()));
  transfer.from = event.params.from;
  transfer.to = event.params.to;
  transfer.number = event.params.tokenId;
  transfer.block = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.save();
}
`;

/** The least that can be indexed: one immutable entity for each transfer of these shares. Returns its manifest. */
export function buildFloor(shares: Address, outDir: string): string {
  // Inside the workspace, where the compiler finds graph-ts.
  const workshop = join(root, "build", `floor-${process.pid}`);
  const workspace = dirname(root.replace(/\/$/, ""));
  const manifest = join(workshop, "subgraph.yaml");
  try {
    mkdirSync(join(workshop, "abis"), { recursive: true });
    mkdirSync(join(workshop, "src"));
    writeFileSync(join(workshop, "schema.graphql"), SCHEMA);
    writeFileSync(join(workshop, "src", "transfer.ts"), MAPPING);
    writeFileSync(manifest, manifestOf(shares));
    writeFileSync(join(workshop, "abis", "MasterShares.json"), JSON.stringify(masterSharesAbi));
    runTool(findGnd(), ["codegen", "--output-dir", join(workshop, "generated"), manifest], workspace);
    runTool(findGnd(), ["build", "--output-dir", outDir, manifest], workspace);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return join(outDir, "subgraph.yaml");
}
