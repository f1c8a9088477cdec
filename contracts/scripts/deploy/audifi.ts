/** Our own contracts: what is created, in which order, from what. */
import type { Address, Hex } from "viem";
import { concatHex, keccak256 } from "viem";

import { builtArtifact, ownArtifact } from "../artifacts.ts";
import type { Surroundings } from "./networks.ts";
import { create, createdBy, createProxy } from "./steps.ts";

/** What DAOs begin with, see `DaoSettings.sol`; and seconds between queueing and executing. */
export interface DaoDefaults {
  votingDelay: number;
  votingPeriod: number;
  lateExtension: number;
  threshold: number;
  quorum: number;
  timelockDelay: number;
}

const DAY = 86_400;
const fractions = { threshold: 50, quorum: 400 };
const liveDao = {
  ...fractions,
  ...{ votingDelay: DAY, votingPeriod: 5 * DAY, lateExtension: DAY, timelockDelay: 2 * DAY },
};
/** Minutes, so that a person can follow a proposal from its draft to its execution. */
const localDao = {
  ...fractions,
  ...{ votingDelay: 60, votingPeriod: 600, lateExtension: 120, timelockDelay: 120 },
};

export const daoDefaults = (isLocal: boolean): DaoDefaults => (isLocal ? localDao : liveDao);

/** Platform fee of new masters in basis points of the proceeds. */
const PLATFORM_FEE = 250;

/** Fee of the market in basis points of the price, for as long as there is this market. */
const MARKET_FEE = 50;

const artifacts = () => ({
  accessManager: builtArtifact("@openzeppelin/contracts/access/manager/AccessManager"),
  vault: ownArtifact("revenue/DividendVault"),
  registry: ownArtifact("masters/MasterRegistry"),
  renderer: ownArtifact("masters/ShareRenderer"),
  shares: ownArtifact("masters/MasterShares"),
  market: ownArtifact("market/ShareMarket"),
  coin: ownArtifact("coin/ArtistCoin"),
  vesting: ownArtifact("coin/ArtistVesting"),
  staking: ownArtifact("staking/CoinStaking"),
  grants: ownArtifact("coin/CoinGrants"),
  locker: ownArtifact("coin/LiquidityLocker"),
  launcher: ownArtifact("coin/CoinLauncher"),
  governor: ownArtifact("governance/ArtistGovernor"),
  treasury: ownArtifact("governance/ArtistTreasury"),
  studio: ownArtifact("studio/StudioSessions"),
});

/** What the coins of a platform are made from. */
function planCoins(
  { manager, registry, switchboard }: Record<"manager" | "registry" | "switchboard", Address>,
  positions: Address,
  { timelockDelay, ...settings }: DaoDefaults,
) {
  const built = artifacts();
  const coin = create("ArtistCoin", built.coin);
  const vesting = create("ArtistVesting", built.vesting, [registry]);
  const staking = create("CoinStaking", built.staking, [switchboard]);
  const grants = create("CoinGrants", built.grants, [registry]);
  const locker = create("LiquidityLocker", built.locker, [registry, positions]);
  const governor = create("ArtistGovernor", built.governor, [settings]);
  const treasury = create("ArtistTreasury", built.treasury, [BigInt(timelockDelay)]);
  const launcherCode = create("CoinLauncher (implementation)", built.launcher, [
    {
      ...{ registry, positions, locker: locker.creates, grants: grants.creates },
      coinCode: coin.creates,
      stakingCode: staking.creates,
      vestingCode: vesting.creates,
      governorCode: governor.creates,
      treasuryCode: treasury.creates,
    },
  ]);
  const launcher = createProxy("CoinLauncher", launcherCode.creates, built.launcher, [manager]);
  return { coin, vesting, staking, grants, locker, governor, treasury, launcherCode, launcher };
}

/** @param deployer First admin of the AccessManager, until it has handed over. @param safe Receives fees. */
export function planAudifi(deployer: Address, safe: Address, { uniswap }: Surroundings, dao: DaoDefaults) {
  const built = artifacts();
  const accessManager = create("AccessManager", built.accessManager, [deployer]);
  const vault = create("DividendVault", built.vault, [accessManager.creates]);
  const switchboard = createdBy("Switchboard", vault);
  const registryCode = create("MasterRegistry (implementation)", built.registry, [switchboard.creates]);
  const registry = createProxy("MasterRegistry", registryCode.creates, built.registry, [
    accessManager.creates,
    safe,
    PLATFORM_FEE,
  ]);
  const rendererCode = create("ShareRenderer (implementation)", built.renderer, [registry.creates]);
  const renderer = createProxy("ShareRenderer", rendererCode.creates, built.renderer, [
    accessManager.creates,
  ]);
  const shares = create("MasterShares", built.shares, [
    registry.creates,
    vault.creates,
    switchboard.creates,
    renderer.creates,
  ]);
  const coins = planCoins(
    {
      manager: accessManager.creates,
      registry: registry.creates,
      switchboard: switchboard.creates,
    },
    uniswap.positionManager,
    dao,
  );
  const market = create("ShareMarket", built.market, [registry.creates, switchboard.creates, MARKET_FEE]);
  const studio = create("StudioSessions", built.studio, [
    accessManager.creates,
    registry.creates,
    switchboard.creates,
  ]);
  const masters = { vault, registryCode, registry, rendererCode, renderer, shares, market, studio };
  return { accessManager, switchboard, ...masters, ...coins };
}

export type AudifiPlan = ReturnType<typeof planAudifi>;

/** Hash of the creation code of our contracts as they are built now. */
export const contractsFingerprint = (): Hex =>
  keccak256(concatHex(Object.values(artifacts()).map(({ bytecode }) => keccak256(bytecode))));
