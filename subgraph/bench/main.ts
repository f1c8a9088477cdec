import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { createPublicClient, createWalletClient, http, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import { masterSharesAbi } from "../../contracts/exports/abi.ts";
import { query } from "../tests/harness.ts";
import { measureQueries, row, spread } from "./measure.ts";

/** `node subgraph/bench/main.ts --endpoints FILE --out FILE`: a running stack's subgraph, as the app sees it. */
const { values: flags } = parseArgs({ options: { endpoints: { type: "string" }, out: { type: "string" } } });
if (flags.endpoints === undefined || flags.out === undefined) {
  throw new Error("usage: main.ts --endpoints FILE --out FILE");
}

interface Endpoints {
  graphql: string;
  rpc: string;
  wallets: { role: string; key: Hex }[];
}

const GIFTS = 30;

const { graphql, rpc, wallets } = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Endpoints;
const [first, second] = wallets
  .filter(({ role }) => role === "fan")
  .map(({ key }) => privateKeyToAccount(key));
if (first === undefined || second === undefined) throw new Error("endpoints.json names less than two fans");
const fans = [first, second] as const;
const transport = http(rpc, { retryCount: 0 });
const chain = createPublicClient({ transport, pollingInterval: 10 });
const wallet = createWalletClient({ transport });

const ask = <T>(text: string, variables: object = {}): Promise<T> => query<T>(graphql, text, variables);

interface OwnedShare {
  number: number;
  master: { id: Hex };
}

/** A share of the first fan that is not staked. */
async function findShare(): Promise<OwnedShare> {
  const { shares } = await ask<{ shares: OwnedShare[] }>(
    `query ($owner: String!) {
      shares(first: 1, where: { owner: $owner, stakeStatus: Free }) { number master { id } }
    }`,
    { owner: fans[0].address.toLowerCase() },
  );
  if (shares[0] === undefined) throw new Error("the first fan of the catalogue holds no share");
  return shares[0];
}

/** From the receipt of a gift until a query shows it. Two fans give one share to and fro. */
async function measureLag({ master, number }: OwnedShare): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < GIFTS; ++i) {
    const [from, to] = i % 2 === 0 ? fans : [fans[1], fans[0]];
    const hash = await wallet.writeContract({
      ...{ address: master.id, abi: masterSharesAbi, functionName: "transferFrom" },
      ...{ args: [from.address, to.address, BigInt(number)], account: from, chain: null },
    });
    const { blockNumber } = await chain.waitForTransactionReceipt({ hash });
    const begun = performance.now();
    const text = `query ($hash: Bytes!) { shareTransfers(where: { transaction: $hash }) { id } }`;
    while ((await ask<{ shareTransfers: unknown[] }>(text, { hash })).shareTransfers.length === 0) {
      if (performance.now() - begun > 30_000) throw new Error(`block ${blockNumber} was not indexed in 30 s`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    times.push(performance.now() - begun);
  }
  return times;
}

async function countShares(): Promise<number> {
  const { masters } = await ask<{ masters: { minted: number }[] }>(`{ masters(first: 1000) { minted } }`);
  return masters.reduce((sum, { minted }) => sum + minted, 0);
}

const share = await findShare();
const rows = [
  row("Shares in the index", await countShares(), ""),
  ...(await measureQueries(graphql, share.master.id)),
  ...spread("Gift of a share visible after its receipt", await measureLag(share), { p95: 1_500 }),
];
writeFileSync(flags.out, JSON.stringify(rows));
