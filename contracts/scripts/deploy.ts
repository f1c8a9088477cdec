/**
 * Deploys AudiFi to a chain, or finishes what an earlier run began: addresses follow from the code, and every step
 * looks at the chain before it acts.
 *
 * As a command: `AUDIFI_DEPLOYER_KEY=0x… node scripts/deploy.ts --rpc URL --safe ADDRESS [--operator ADDRESS]
 * [--coins] [--studio-relay ADDRESS]`, or `--safe-owner ADDRESS`, given several times, for a new Safe in which two of them must sign.
 */
import { parseArgs } from "node:util";

import type { Address, Hex } from "viem";
import { createPublicClient, defineChain, getAddress, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import type { Deployment } from "../exports/addresses.ts";
import { configure, memberships, missingAccess, renounce, restrictions } from "./deploy/access.ts";
import { type AudifiPlan, daoDefaults, planAudifi } from "./deploy/audifi.ts";
import { planSafe, planSurroundings } from "./deploy/local.ts";
import { create2Deployer, knownNetwork, LOCAL_CHAIN_ID, type Surroundings } from "./deploy/networks.ts";
import { createReader, findCreationBlock } from "./deploy/reader.ts";
import { defaultDirectory, describe, readRecord, writeRecord } from "./deploy/record.ts";
import { type Client, sendAll } from "./deploy/sender.ts";
import { missingSettings } from "./deploy/settings.ts";
import type { Creation } from "./deploy/steps.ts";

export { contractsFingerprint } from "./deploy/audifi.ts";

export interface DeployConfig {
  /** A Safe that exists already; required unless the chain is local or owners are given. */
  safe?: Address;
  /** Owners of a Safe that is created, and how many of them must sign (2 unless stated). */
  safeOwners?: readonly Address[];
  safeThreshold?: number;
  /** May pause and curate without the Safe. */
  operator?: Address;
  /**
   * Whether an artist's first master makes the artist's coin and its market. Otherwise the launcher is deployed and the
   * registry does not know it.
   */
  coins?: boolean;
  /** Signs receipts of studio ballots and publishes them; sessions cannot open before there is one. */
  studioRelay?: Address;
  /** Where `<chainId>.json` is written; `AUDIFI_DEPLOYMENTS_DIR` or contracts/deployments unless given. */
  directory?: string;
}

export interface DeployOptions {
  rpcUrl: string;
  deployerKey: Hex;
  log?: (line: string) => void;
  config?: DeployConfig;
}

interface Plan {
  audifi: AudifiPlan;
  creations: Creation[];
  surroundings: Surroundings;
  safe: Address;
}

export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, deployerKey, log = () => {}, config = {} } = options;
  const account = privateKeyToAccount(deployerKey);
  const client = await connect(rpcUrl);
  const chainId = client.chain.id;
  const isLocal = chainId === LOCAL_CHAIN_ID;
  const directory = config.directory ?? defaultDirectory();

  const plan = makePlan(chainId, account.address, config);
  const { audifi, safe } = plan;
  const manager = audifi.accessManager.creates;

  const isThere = await lookUp(client, plan);
  const missing = plan.creations.filter(({ creates }) => !isThere(creates));
  const read = createReader(client, isThere);
  const [settings, access, isAdmin] = await Promise.all([
    missingSettings(read, audifi, plan.surroundings, {
      withCoins: config.coins ?? false,
      studioRelay: config.studioRelay,
    }),
    missingAccess(read, manager, {
      restrictions: restrictions(audifi),
      memberships: memberships(safe, config.operator),
    }),
    read.holdsRole(manager, { role: "admin", account: account.address }),
  ]);

  const changes = [...settings, ...(access.length > 0 ? [configure(manager, access)] : [])];
  const mayChange = isAdmin || !isThere(manager);
  if (!mayChange) {
    for (const { label, to, data } of changes)
      log(`the Safe has to schedule: ${label} (to ${to}, data ${data})`);
  }

  // One transaction may leave two contracts.
  const creations = [...new Map(missing.map((creation) => [creation.data, creation])).values()];
  const calls = [...creations, ...(mayChange ? changes : [])];
  if (calls.length > 0) log(`sending ${calls.length} transactions to ${plan.surroundings.name}`);
  const receipts = await sendAll(client, account, calls, isLocal);
  if (mayChange) await handOver(client, plan, account, isLocal);

  const blockOf = (data: Hex) =>
    Number(receipts[creations.findIndex((one) => one.data === data)]?.blockNumber);
  const created = new Map(missing.map(({ creates, data }) => [creates, blockOf(data)]));
  const startBlocks = await findStartBlocks(client, plan, created, readRecord(directory, chainId));
  const deployment = describe(chainId, audifi, plan.surroundings, safe, startBlocks);
  writeRecord(directory, deployment);
  log(missing.length > 0 ? `created ${missing.length} contracts` : "every contract was there");
  return deployment;
}

async function connect(rpcUrl: string): Promise<Client> {
  const transport = http(rpcUrl, { batch: { batchSize: 50 }, timeout: 60_000 });
  const id = await createPublicClient({ transport }).getChainId();
  const nativeCurrency = { name: "Native coin", symbol: "NATIVE", decimals: 18 };
  const chain = defineChain({
    id,
    name: `chain ${id}`,
    nativeCurrency,
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createPublicClient({
    chain,
    transport,
    pollingInterval: id === LOCAL_CHAIN_ID ? 25 : 4_000,
    cacheTime: 0,
  });
}

function makePlan(chainId: number, deployer: Address, config: DeployConfig): Plan {
  const local = chainId === LOCAL_CHAIN_ID ? planSurroundings() : undefined;
  const surroundings = local?.surroundings ?? knownNetwork(chainId);
  const made = config.safeOwners ? planSafe(config.safeOwners, config.safeThreshold ?? 2) : undefined;
  const safe = config.safe ?? made?.safe;
  if (!safe) throw new Error("name the Safe that will own the platform, or the owners of a new one");

  const audifi = planAudifi(deployer, safe, surroundings, daoDefaults(local !== undefined));
  return {
    audifi,
    surroundings,
    safe,
    creations: [...(local?.creations ?? []), ...(made?.creations ?? []), ...Object.values(audifi)],
  };
}

/** Which addresses have code. Contracts of others must have some already. */
async function lookUp(client: Client, { creations, surroundings, safe }: Plan) {
  const planned = creations.map(({ creates }) => creates);
  const { weth, uniswap, currencies, validators, nativeCurrency } = surroundings;
  const foreign = [
    create2Deployer,
    safe,
    weth,
    ...Object.values(uniswap),
    ...[...currencies, ...validators].map(({ address }) => address),
    ...[nativeCurrency, ...currencies].map(({ priceFeed }) => priceFeed),
  ].filter((address): address is Address => address !== null && !planned.includes(address));

  const codes = await Promise.all(
    [...planned, ...foreign].map(async (address) => [address, await client.getCode({ address })] as const),
  );
  const there = new Set(codes.filter(([, code]) => code !== undefined).map(([address]) => address));
  const absent = foreign.filter((address) => !there.has(address));
  if (absent.length > 0) {
    throw new Error(`chain ${client.chain.id} has no code at ${absent.join(", ")}, which AudiFi needs`);
  }
  return (address: Address) => there.has(address);
}

/** Takes the admin role from the deployer, once it is certain that the Safe has it. */
async function handOver(
  client: Client,
  { audifi, safe }: Plan,
  account: ReturnType<typeof privateKeyToAccount>,
  isLocal: boolean,
) {
  const manager = audifi.accessManager.creates;
  const read = createReader(client, () => true);
  if (!(await read.holdsRole(manager, { role: "admin", account: safe }))) {
    throw new Error(`the Safe ${safe} did not become admin of ${manager}`);
  }
  await sendAll(client, account, [renounce(manager, account.address)], isLocal);
  if (await read.holdsRole(manager, { role: "admin", account: account.address })) {
    throw new Error(`the deployer is still admin of ${manager}`);
  }
}

async function findStartBlocks(
  client: Client,
  { audifi }: Plan,
  created: ReadonlyMap<Address, number>,
  earlier: Deployment | undefined,
) {
  const recorded = new Map(
    Object.values(earlier?.contracts ?? {}).map(({ address, startBlock }) => [address, startBlock]),
  );
  const entries = await Promise.all(
    Object.values(audifi).map(async ({ creates }) => {
      const block =
        created.get(creates) ?? recorded.get(creates) ?? (await findCreationBlock(client, creates));
      return [creates, block ?? 0] as const;
    }),
  );
  const blocks = new Map(entries);
  return (address: Address) => blocks.get(address) ?? 0;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rpc: { type: "string" },
      safe: { type: "string" },
      "safe-owner": { type: "string", multiple: true },
      operator: { type: "string" },
      coins: { type: "boolean" },
      "studio-relay": { type: "string" },
    },
  });
  const deployerKey = process.env.AUDIFI_DEPLOYER_KEY as Hex | undefined;
  if (!values.rpc || !deployerKey) {
    console.error(
      "usage: AUDIFI_DEPLOYER_KEY=0x… node scripts/deploy.ts --rpc URL [--safe …] [--operator …] [--coins]",
    );
    process.exit(2);
  }
  await deploy({
    rpcUrl: values.rpc,
    deployerKey,
    log: console.log,
    config: {
      ...(values.safe ? { safe: getAddress(values.safe) } : {}),
      ...(values["safe-owner"] ? { safeOwners: values["safe-owner"].map((owner) => getAddress(owner)) } : {}),
      ...(values.operator ? { operator: getAddress(values.operator) } : {}),
      ...(values.coins ? { coins: true } : {}),
      ...(values["studio-relay"] ? { studioRelay: getAddress(values["studio-relay"]) } : {}),
    },
  });
}
