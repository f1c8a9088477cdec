import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { artistCoinAbi, artistGovernorAbi, coinLauncherAbi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { deploy } from "@audifi/contracts/deploy";
import {
  type Address,
  createTestClient,
  encodeFunctionData,
  http,
  parseEther,
  publicActions,
  toHex,
  walletActions,
  zeroHash,
} from "viem";
import { testAccount } from "./relay.ts";

const deployerKey = toHex(900n, { size: 32 });
export const COIN = parseEther("1");

const connect = (url: string) =>
  createTestClient({ mode: "anvil", transport: http(url), pollingInterval: 50, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);

/** The binary itself: the package's wrapper outlives its signals. */
const findAnvil = (): string => {
  const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const manifest = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${platform}/package.json`);
  return join(dirname(manifest), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
};

/** As many states as anvil holds in memory anyway. It would write more to disk, where one that is killed leaves them. */
const BOUNDED = ["--prune-history", "500"];

export interface Anvil {
  url: string;
  client: ReturnType<typeof connect>;
  stop(): void;
}

/** A chain of its own, which mines each transaction at once. */
export const startAnvil = async (): Promise<Anvil> => {
  const args = ["--port", "0", "--host", "127.0.0.1", ...BOUNDED];
  const child: ChildProcess = spawn(findAnvil(), args, { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
    if (port === undefined) continue;
    const url = `http://127.0.0.1:${port}`;
    return { url, client: connect(url), stop: () => void child.kill("SIGKILL") };
  }
  throw new Error("anvil did not start");
};

export interface Platform {
  deployment: Deployment;
  /** For the relay's environment. */
  directory: string;
}

const safeOwner = testAccount(901);

/** @param studioRelay Signs and publishes for studio sessions; without one, none can open. */
export const deployPlatform = async ({ url, client }: Anvil, studioRelay?: Address): Promise<Platform> => {
  const directory = mkdtempSync(join(tmpdir(), "audifi-relay-platform-"));
  await client.setBalance({ address: testAccount(900).address, value: parseEther("1000") });
  const owners = [safeOwner.address, testAccount(902).address];
  const deployment = await deploy({
    ...{ rpcUrl: url, deployerKey },
    config: {
      ...{ safeOwners: owners, safeThreshold: 2, coins: true, directory },
      ...(studioRelay ? { studioRelay } : {}),
    },
  });
  return { deployment, directory };
};

export interface Dao {
  coin: Address;
  governor: Address;
  /** Open for votes. */
  proposalId: bigint;
}

/** A coin with a DAO, `voter` with a tenth of a percent and more of it, and a proposal of theirs that is open. */
export const openProposal = async (
  { client }: Anvil,
  { deployment }: Platform,
  voter: ReturnType<typeof testAccount>,
): Promise<Dao> => {
  const { MasterRegistry, CoinLauncher, CoinGrants } = deployment.contracts;
  const launcher = { address: CoinLauncher.address, abi: coinLauncherAbi } as const;
  const send = async (from: Address, to: Address, data: `0x${string}`) => {
    await client.impersonateAccount({ address: from });
    await client.setBalance({ address: from, value: parseEther("100") });
    const hash = await client.sendTransaction({ account: from, chain: null, to, data });
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`a transaction to ${to} reverted`);
  };
  const terms = {
    name: "Test Coin",
    symbol: "TEST",
    openingPrice: 10n ** 14n,
    minNative: 0n,
    salt: zeroHash,
  };
  const launch = { abi: coinLauncherAbi, functionName: "launch" } as const;
  const args = [1n, voter.address, testAccount(77).address, 100, terms] as const;
  await send(MasterRegistry.address, launcher.address, encodeFunctionData({ ...launch, args }));
  const daoCall = { abi: coinLauncherAbi, functionName: "deployDao", args: [1n] } as const;
  await send(voter.address, launcher.address, encodeFunctionData(daoCall));
  const { coin } = await client.readContract({ ...launcher, functionName: "partsOf", args: [1n] });
  const governor = await client.readContract({ ...launcher, functionName: "governorOf", args: [1n] });
  const give = { functionName: "transfer", args: [voter.address, 60_000n * COIN] } as const;
  await send(CoinGrants.address, coin, encodeFunctionData({ abi: artistCoinAbi, ...give }));
  const choose = { functionName: "delegate", args: [voter.address] } as const;
  await send(voter.address, coin, encodeFunctionData({ abi: artistCoinAbi, ...choose }));
  await client.mine({ blocks: 1, interval: 10 });
  const name = encodeFunctionData({ abi: artistCoinAbi, functionName: "name" });
  const proposal = [[coin], [0n], [name], "Ask the coin for its name"] as const;
  const contract = { address: governor, abi: artistGovernorAbi } as const;
  const propose = { ...contract, functionName: "propose", args: proposal, account: voter.address } as const;
  const { result: proposalId } = await client.simulateContract(propose);
  await send(voter.address, governor, encodeFunctionData(propose));
  const opensAt = await client.readContract({
    ...contract,
    functionName: "proposalSnapshot",
    args: [proposalId],
  });
  await client.setNextBlockTimestamp({ timestamp: opensAt + 1n });
  await client.mine({ blocks: 1 });
  return { coin, governor, proposalId };
};
