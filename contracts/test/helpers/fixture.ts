import {
  type Abi,
  type Address,
  type Hex,
  encodeFunctionData,
  getAddress,
  getContract,
  maxUint256,
  zeroAddress,
} from "viem";

import {
  dividendVaultAbi,
  masterRegistryAbi,
  masterSharesAbi,
  shareRendererAbi,
  switchboardAbi,
  testUsdcAbi,
} from "../../exports/abi.ts";
import { people, publicClient, time, viem, wallets } from "./network.ts";
import { defaultTerms, noCid, type Terms, toParams } from "./terms.ts";

export const PLATFORM_FEE = 250n;
const USDC_EACH = 10n ** 15n;

/** A typed contract that reads through the shared client and writes as `admin` unless `account` says otherwise. */
export const at = <const A extends Abi>(abi: A, address: Address) =>
  getContract({ abi, address: getAddress(address), client: { public: publicClient, wallet: wallets[0]! } });

export const sharesAt = (address: Address) => at(masterSharesAbi, address);
export type Shares = ReturnType<typeof sharesAt>;

/** Hardhat's name-based deployment for contracts whose ABI is not exported (mocks). */
export async function deployMock(name: string, args: readonly unknown[] = []) {
  const contract = await viem.deployContract(name as string, args as never);
  return at(contract.abi as Abi, contract.address);
}
export type Mock = Awaited<ReturnType<typeof deployMock>>;

/** Creation code of broken copies that stand in for ours. */
export interface Replacements {
  shares?: Hex;
  vault?: Hex;
}

/** Deploys our contract of that name, or the copy that replaces it. */
async function deploy(name: string, abi: Abi, args: readonly unknown[], copy?: Hex): Promise<Address> {
  if (copy === undefined) return (await viem.deployContract(name as string, args as never)).address;
  const hash = await wallets[0]!.deployContract({ abi, args, bytecode: copy });
  return (await publicClient.getTransactionReceipt({ hash })).contractAddress!;
}

async function deployProxied(name: string, args: readonly unknown[], init: `0x${string}`): Promise<Address> {
  const implementation = await viem.deployContract(name as string, args as never);
  const proxy = await viem.deployContract("ERC1967Proxy", [implementation.address, init] as never);
  return proxy.address;
}

async function deployCore(manager: Address, copies: Replacements) {
  const vault = await deploy("DividendVault", dividendVaultAbi, [manager], copies.vault);
  const switchboard = await at(dividendVaultAbi, vault).read.switchboard();
  const registry = await deployProxied(
    "MasterRegistry",
    [switchboard],
    encodeFunctionData({
      abi: masterRegistryAbi,
      functionName: "initialize",
      args: [manager, people.collector, Number(PLATFORM_FEE)],
    }),
  );
  const renderer = await deployProxied(
    "ShareRenderer",
    [registry],
    encodeFunctionData({ abi: shareRendererAbi, functionName: "initialize", args: [manager] }),
  );
  const implementation = await deploy(
    "MasterShares",
    masterSharesAbi,
    [registry, vault, switchboard, renderer],
    copies.shares,
  );
  return { switchboard, registry, renderer, vault, implementation };
}

/** Everything but masters; `admin` holds all roles, `artist` is the artist with id 1, people own test dollars. */
export async function deployPlatformWith(copies: Replacements) {
  const manager = (await viem.deployContract("AccessManager", [people.admin] as never)).address;
  const core = await deployCore(manager, copies);
  const usdc = at(testUsdcAbi, (await viem.deployContract("TestUSDC")).address);
  const registry = at(masterRegistryAbi, core.registry);

  await registry.write.setSharesImplementation([core.implementation]);
  await registry.write.setCurrency([usdc.address, true]);
  await registry.write.registerArtist(["Ada", noCid], { account: people.artist });
  for (const account of Object.values(people)) {
    await usdc.write.mint([account, USDC_EACH]);
    await usdc.write.approve([core.vault, maxUint256], { account });
  }
  return {
    manager,
    switchboard: at(switchboardAbi, core.switchboard),
    registry,
    renderer: core.renderer,
    vault: at(dividendVaultAbi, core.vault),
    implementation: sharesAt(core.implementation),
    usdc,
  };
}
export type Platform = Awaited<ReturnType<typeof deployPlatformWith>>;

export async function deployPlatform(): Promise<Platform> {
  return deployPlatformWith({});
}

/** A registered master as the actions below need it. */
export interface Master {
  platform: Platform;
  shares: Shares;
  address: Address;
  currency: Address;
  price: bigint;
  terms: Terms;
}

/** Registers a master of artist 1 with the default terms and these changes. */
export async function launch(platform: Platform, changes: Partial<Terms> = {}): Promise<Master> {
  const terms = { ...defaultTerms(await time.latest()), ...changes };
  const { registry } = platform;
  await registry.write.registerMaster([toParams(terms), 500], {
    account: await registry.read.artistAccount([terms.artistId]),
  });
  const address = await registry.read.masterShares([await registry.read.masterCount()]);
  return {
    platform,
    shares: sharesAt(address),
    address,
    currency: terms.currency,
    price: terms.price,
    terms,
  };
}

/** A master priced in test dollars. */
export const launchUsdc = (platform: Platform, changes: Partial<Terms> = {}): Promise<Master> =>
  launch(platform, { currency: platform.usdc.address, price: 5_000_000n, ...changes });

export const isNative = (master: Master): boolean => master.currency === zeroAddress;
