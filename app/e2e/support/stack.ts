import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@audifi/contracts/addresses";
import {
  type Address,
  createTestClient,
  defineChain,
  type Hex,
  http,
  parseEther,
  publicActions,
  walletActions,
  zeroAddress,
} from "viem";
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";

interface Endpoints {
  readonly app: string;
  readonly graphql: string;
  readonly rpc: string;
  readonly chainId: number;
  readonly ipfs: string;
  readonly relay: string;
  readonly mailbox: string;
  readonly deployments: string;
  readonly wallets: readonly { readonly name: string; readonly role: string; readonly address: Address }[];
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

function endpointsFile(): string {
  const path = process.env.AUDIFI_ENDPOINTS;
  if (!path) throw new Error("AUDIFI_ENDPOINTS is not set: run the journeys with `npm run e2e`");
  return path;
}

export const endpoints = readJson<Endpoints>(endpointsFile());

const deployment = readJson<Deployment>(join(endpoints.deployments, `${endpoints.chainId}.json`));
const dollar = deployment.currencies.find(({ symbol }) => symbol === "USDC");
if (dollar === undefined) throw new Error("the stack has no test USDC");

export const addresses = {
  registry: deployment.contracts.MasterRegistry.address,
  vault: deployment.contracts.DividendVault.address,
  market: deployment.contracts.ShareMarket.address,
  switchboard: deployment.contracts.Switchboard.address,
  launcher: deployment.contracts.CoinLauncher.address,
  studio: deployment.contracts.StudioSessions.address,
  grants: deployment.contracts.CoinGrants.address,
  locker: deployment.contracts.LiquidityLocker.address,
  accessManager: deployment.accessManager,
  safe: deployment.safe,
  wrapped: deployment.weth,
  router: deployment.uniswap.swapRouter,
  usdc: dollar.address,
  validator: deployment.validators[0]?.address ?? zeroAddress,
};

const chain = defineChain({
  id: endpoints.chainId,
  name: "the stack's chain",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [endpoints.rpc] } },
});

/** Reads the chain, sends for any local account, and moves its clock. */
export const client = createTestClient({
  chain,
  mode: "anvil",
  transport: http(endpoints.rpc),
  pollingInterval: 200,
  cacheTime: 0,
})
  .extend(publicActions)
  .extend(walletActions);

/** An account that nobody used before, with 100 coins. */
export async function fundedAccount(): Promise<PrivateKeyAccount> {
  const account = privateKeyToAccount(generatePrivateKey());
  await client.setBalance({ address: account.address, value: parseEther("100") });
  return account;
}

/** Waits for a block after the newest one. */
export async function laterBlock(): Promise<void> {
  const head = await client.getBlockNumber();
  while ((await client.getBlockNumber()) <= head) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A minute of the chain's clock, days from now: as forms take it, and in seconds. */
export async function inDays(days: number): Promise<{ typed: string; seconds: number }> {
  const { timestamp } = await client.getBlock();
  const minute = Math.floor(Number(timestamp) / 60) * 60 + days * 86_400;
  return { typed: new Date(minute * 1000).toISOString().slice(0, 16), seconds: minute };
}

/** Moves the chain's clock and waits until the pages know. */
export async function letTimePass(seconds: number): Promise<void> {
  await client.increaseTime({ seconds });
  await client.mine({ blocks: 1 });
  await indexed();
}

/** Waits for a transaction and fails when it reverted. */
export async function mined(hash: Hex): Promise<void> {
  const { status } = await client.waitForTransactionReceipt({ hash, timeout: 90_000 });
  if (status !== "success") throw new Error(`the transaction ${hash} of the set-up reverted`);
}

/** Waits until the pages can show what the chain holds now. */
export async function indexed(): Promise<void> {
  const head = Number(await client.getBlockNumber());
  for (let waited = 0; waited < 90_000; waited += 200) {
    // A connection that rested may break off just when it is used again.
    const block = await fetch(`${endpoints.app}/api/head`)
      .then(async (response) => (response.ok ? ((await response.json()) as { block: number }).block : -1))
      .catch(() => -1);
    if (block >= head) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the subgraph did not reach block ${head} within 90 s`);
}

/** Asks the subgraph; the type says what the document asks for. */
export async function askSubgraph<Data>(query: string): Promise<Data> {
  const response = await fetch(endpoints.graphql, {
    ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) },
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (data === undefined) throw new Error(`the subgraph refused ${query}: ${JSON.stringify(errors)}`);
  return data;
}

async function order(path: string): Promise<void> {
  const control = process.env.AUDIFI_E2E_CONTROL;
  if (!control) throw new Error("AUDIFI_E2E_CONTROL is not set: run the journeys with `npm run e2e`");
  const response = await fetch(`${control}${path}`, { method: "POST" });
  if (!response.ok) throw new Error(`the stack did not obey ${path}: ${response.status}`);
}

/** Ends the relay as a crash would. */
export function killRelay(): Promise<void> {
  return order("/kill/relay");
}

/** Starts a killed relay again and waits until it answers. */
export async function reviveRelay(): Promise<void> {
  await order("/revive/relay");
  for (let waited = 0; waited < 90_000; waited += 200) {
    const isUp = await fetch(`${endpoints.relay}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the relay did not come back within 90 s");
}

/** Stops the whole stack and starts it again on the same state. */
export async function restartStack(): Promise<void> {
  await order("/restart");
  const fresh = readJson<Endpoints>(endpointsFile());
  if (JSON.stringify(fresh) !== JSON.stringify(endpoints))
    throw new Error("the stack moved when it started again");
}
