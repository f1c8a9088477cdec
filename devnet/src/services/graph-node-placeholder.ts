const EMPTY_WASM = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/**
 * `gnd dev` insists on a subgraph of its own, which it drops and indexes anew at every start. Ours must survive
 * restarts, so it is deployed beside this one, which ends at block 0 and never runs again.
 */
export function placeholderFiles(network: string): Record<string, string | Buffer> {
  return {
    "subgraph.yaml": manifest(network),
    "schema.graphql": "type Placeholder @entity(immutable: true) { id: Bytes! }\n",
    "abi.json": JSON.stringify([{ type: "event", name: "Placeholder", inputs: [], anonymous: false }]),
    "empty.wasm": EMPTY_WASM,
  };
}

const manifest = (network: string) => `specVersion: 1.3.0
schema:
  file: schema.graphql
dataSources:
  - kind: ethereum/contract
    name: Placeholder
    network: ${network}
    source:
      address: "0x0000000000000000000000000000000000000000"
      abi: Placeholder
      startBlock: 0
      endBlock: 0
    mapping:
      kind: ethereum/events
      apiVersion: 0.0.9
      language: wasm/assemblyscript
      entities: []
      abis:
        - name: Placeholder
          file: abi.json
      eventHandlers:
        - event: Placeholder()
          handler: handlePlaceholder
      file: empty.wasm
`;
