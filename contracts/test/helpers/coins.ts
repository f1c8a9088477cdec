import {
  type Abi,
  type Address,
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  encodePacked,
  getAddress,
  getContractAddress,
  type Hex,
  keccak256,
  maxUint256,
  numberToHex,
  parseAbiParameters,
  parseEther,
  size,
  stringToHex,
} from "viem";

import {
  artistCoinAbi,
  artistGovernorAbi,
  artistTreasuryAbi,
  artistVestingAbi,
  coinGrantsAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
} from "../../exports/abi.ts";
import { daoDefaults } from "../../scripts/deploy/audifi.ts";
import { at, deployPlatform, type Master, type Platform, sharesAt } from "./fixture.ts";
import { impersonate, publicClient, time, viem, wallets } from "./network.ts";
import { defaultTerms, type Terms, toParams } from "./terms.ts";
import { deployUniswap, poolAt, type Uniswap } from "./uniswap.ts";

export const COIN = parseEther("1");
export const SUPPLY = 1_000_000n * COIN;
export const GRANTED = 200_000n * COIN;
export const RESERVE = 250_000n * COIN;

/** As in `ICoinStaking.sol`, by name. */
export const Lock = { none: 0, days30: 1, days90: 2, days365: 3 } as const;

export interface CoinTerms {
  name: string;
  symbol: string;
  openingPrice: bigint;
  minNative: bigint;
  salt: Hex;
}

export const saltOf = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

export const defaultCoin: CoinTerms = {
  name: "Ada Coin",
  symbol: "ADA",
  openingPrice: 10n ** 14n,
  minNative: 0n,
  salt: saltOf(1),
};

/** Creation code of broken copies that stand in for ours. */
export interface CoinCopies {
  staking?: Hex;
  launcher?: Hex;
  grants?: Hex;
  locker?: Hex;
  governor?: Hex;
  treasury?: Hex;
}

async function deploy(name: string, abi: Abi, args: readonly unknown[], copy?: Hex): Promise<Address> {
  if (copy === undefined)
    return getAddress((await viem.deployContract(name as string, args as never)).address);
  const hash = await wallets[0]!.deployContract({ abi, args, bytecode: copy });
  return getAddress((await publicClient.getTransactionReceipt({ hash })).contractAddress!);
}

async function deployLauncher(platform: Platform, uniswap: Uniswap, copies: CoinCopies) {
  const registry = platform.registry.address;
  const grants = await deploy("CoinGrants", coinGrantsAbi, [registry], copies.grants);
  const positions = uniswap.positions.address;
  const locker = await deploy("LiquidityLocker", liquidityLockerAbi, [registry, positions], copies.locker);
  const coinCode = await deploy("ArtistCoin", artistCoinAbi, []);
  const vestingCode = await deploy("ArtistVesting", artistVestingAbi, [registry]);
  const stakingArgs = [platform.switchboard.address];
  const stakingCode = await deploy("CoinStaking", coinStakingAbi, stakingArgs, copies.staking);
  const { timelockDelay, ...settings } = daoDefaults(false);
  const governorCode = await deploy("ArtistGovernor", artistGovernorAbi, [settings], copies.governor);
  const treasuryCode = await deploy(
    "ArtistTreasury",
    artistTreasuryAbi,
    [BigInt(timelockDelay)],
    copies.treasury,
  );
  const around = {
    ...{ registry, locker, grants, positions, coinCode, stakingCode, vestingCode },
    ...{ governorCode, treasuryCode },
  };
  const launcherCode = await deploy("CoinLauncher", coinLauncherAbi, [around], copies.launcher);
  const init = encodeFunctionData({
    abi: coinLauncherAbi,
    functionName: "initialize",
    args: [platform.manager],
  });
  const launcher = await deploy("ERC1967Proxy", [], [launcherCode, init]);
  return { ...around, launcherCode, launcher };
}

/** A platform that makes coins, on the real Uniswap V3. */
export async function deployCoinPlatformWith(copies: CoinCopies, base?: Platform) {
  const platform = base ?? (await deployPlatform());
  const uniswap = await deployUniswap();
  const made = await deployLauncher(platform, uniswap, copies);
  await platform.registry.write.setCoinLauncher([made.launcher]);
  return {
    ...platform,
    uniswap,
    launcher: at(coinLauncherAbi, made.launcher),
    grants: at(coinGrantsAbi, made.grants),
    locker: at(liquidityLockerAbi, made.locker),
    codes: {
      coin: made.coinCode,
      staking: made.stakingCode,
      vesting: made.vestingCode,
      governor: made.governorCode,
      treasury: made.treasuryCode,
      launcher: made.launcherCode,
    },
  };
}
export type CoinPlatform = Awaited<ReturnType<typeof deployCoinPlatformWith>>;

export async function deployCoinPlatform(): Promise<CoinPlatform> {
  return deployCoinPlatformWith({});
}

export const coinAt = (address: Address) => at(artistCoinAbi, address);
export const stakingAt = (address: Address) => at(coinStakingAbi, address);
export type Staking = ReturnType<typeof stakingAt>;

/** Registers with a coin, without waiting for anything that follows. */
export async function registerWithCoin(
  platform: CoinPlatform,
  terms: Terms,
  coin: Partial<CoinTerms> = {},
  value = 0n,
) {
  const account = await platform.registry.read.artistAccount([terms.artistId]);
  const args = [toParams(terms), 500, { ...defaultCoin, ...coin }] as const;
  return platform.registry.write.registerMasterWithCoin(args, { account, value });
}

/** Launches a master of artist 1 with its coin, and answers with everything that was made. */
export async function launchCoin(
  platform: CoinPlatform,
  changes: Partial<Terms> = {},
  coinTerms: Partial<CoinTerms> = {},
  value = 0n,
) {
  const terms = { ...defaultTerms(await time.latest()), ...changes };
  const hash = await registerWithCoin(platform, terms, coinTerms, value);
  const { registry, launcher } = platform;
  const address = await registry.read.masterShares([await registry.read.masterCount()]);
  const shares = sharesAt(address);
  const { currency, price } = terms;
  const master: Master = { platform, shares, address, currency, price, terms };
  const parts = await launcher.read.partsOf([terms.artistId]);
  const [launched] = await launcher.getEvents.CoinLaunched({ coin: parts.coin });
  return {
    platform,
    hash,
    master,
    coin: coinAt(parts.coin),
    staking: stakingAt(parts.staking),
    vesting: at(artistVestingAbi, parts.vesting),
    pool: poolAt(parts.pool),
    market: launched!.args.market!,
    terms: launched!.args.terms!,
  };
}
export type Launched = Awaited<ReturnType<typeof launchCoin>>;

/** Sends in the name of the artist's DAO, which is not deployed here. */
export const asTreasury = ({ market }: Launched): Promise<Address> => impersonate(market.treasury);

/** Takes coins from those that vest, which changes no figure of market or staking. */
export const give = async ({ coin, vesting }: Launched, to: Address, amount: bigint) =>
  coin.write.transfer([to, amount], { account: await impersonate(vesting.address) });

/** Coins of the artist's part for people who stake, with an unlimited allowance for staking. */
export async function endow(
  launched: Launched,
  amount: bigint,
  ...accounts: readonly Address[]
): Promise<void> {
  for (const account of accounts) {
    await give(launched, account, amount);
    await launched.coin.write.approve([launched.staking.address, maxUint256], { account });
  }
}

export const stakeCoins = (
  { staking }: Launched,
  account: Address,
  amount: bigint,
  lock: number = Lock.none,
) => staking.write.stake([lock, amount], { account });

/** The address of a coin at an attempt of its salt, as OpenZeppelin's clones with immutable arguments have it. */
export function predictCoin(
  { codes, launcher }: CoinPlatform,
  terms: CoinTerms,
  attempt = 0,
  artistId = 1n,
): Address {
  const { name, symbol } = terms;
  const args = encodePacked(
    ["uint64", "uint8", "string", "string"],
    [artistId, size(stringToHex(name)), name, symbol],
  );
  const bytecode = concatHex([
    "0x61",
    numberToHex(0x2d + size(args), { size: 2 }),
    "0x3d81600a3d39f3363d3d373d3d3d363d73",
    codes.coin,
    "0x5af43d82803e903d91602b57fd5bf3",
    args,
  ]);
  const inputs = parseAbiParameters("uint64, bytes32, uint256");
  const salt = keccak256(encodeAbiParameters(inputs, [artistId, terms.salt, BigInt(attempt)]));
  return getContractAddress({ opcode: "CREATE2", from: launcher.address, salt, bytecode });
}

/** Terms whose first address sorts before the wrapped native coin, or after it. */
export function coinSorted(platform: CoinPlatform, isFirst: boolean): CoinTerms {
  const { weth } = platform.uniswap;
  for (let number = 1; ; number++) {
    const terms = { ...defaultCoin, salt: saltOf(number) };
    if (predictCoin(platform, terms).toLowerCase() < weth.address.toLowerCase() === isFirst) return terms;
  }
}
