import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { getAddress, pad, zeroAddress, type Abi, type Address, type Hex } from "viem";

import {
  artistCoinAbi,
  masterRegistryAbi,
  masterSharesAbi,
  testUsdcAbi,
} from "../../../contracts/exports/abi.ts";
import type { Deployment } from "../../../contracts/exports/addresses.ts";
import { deploy } from "../../../contracts/scripts/deploy.ts";
import { call, Chain, type Transaction } from "./chain.ts";
import { findCoins } from "./coin-state.ts";

// Anvil's first default account.
const DEPLOYER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const DAY = 86_400;
const RICH = 10n ** 24n;

const account = (n: number): Address =>
  getAddress(pad(`0xa0d1f100${n.toString(16).padStart(4, "0")}`, { size: 20 }));

export const ARTISTS = [account(1), account(2), account(3)];
export const FANS = Array.from({ length: 14 }, (_, i) => account(100 + i));
export const OPERATOR = account(200);
/** Publishes what was counted in studio sessions. */
export const STUDIO_RELAY = FANS[9]!;
export const EVERYBODY = [...ARTISTS, ...FANS, OPERATOR];
const SAFE_OWNERS = [account(301), account(302)];

export interface MasterPlan {
  artist: number;
  currency: Address;
  price: bigint;
  totalShares: number;
  publicShares: number;
  walletCap: number;
  startsIn: number;
  days: number;
  presaleDays: number;
}

export interface WorldMaster extends MasterPlan {
  id: bigint;
  shares: Address;
  isPresale: boolean;
}

/** Of the artist's coin, in the order of artists. */
export interface WorldCoin {
  artistId: bigint;
  coin: Address;
  staking: Address;
  vesting: Address;
  pool: Address;
  /** Ids of the locked positions. */
  positions: readonly bigint[];
}

export interface World {
  chain: Chain;
  deployment: Deployment;
  masters: WorldMaster[];
  coins: WorldCoin[];
  allowList: StandardMerkleTree<[Address, number]>;
  usdc: Address;
}

const cid = (text: string, codec = 0x55) => ({
  digest: pad(`0x${Buffer.from(text).toString("hex")}`),
  codec,
});
const NO_CID = { digest: pad("0x"), codec: 0 };

const plans = (usdc: Address): MasterPlan[] => {
  const base = { artist: 0, currency: zeroAddress, walletCap: 0, startsIn: 0, days: 300, presaleDays: 0 };
  return [
    { ...base, price: 10n ** 15n, totalShares: 6_000, publicShares: 5_000 },
    {
      ...base,
      artist: 1,
      currency: usdc,
      price: 1_250_001n,
      totalShares: 1_000,
      publicShares: 700,
      days: 365,
    },
    { ...base, artist: 2, price: 777n, totalShares: 90, publicShares: 60, walletCap: 12 },
    { ...base, price: 3n, totalShares: 400, publicShares: 300, days: 30, startsIn: 3 * DAY, presaleDays: 2 },
    { ...base, artist: 1, currency: usdc, price: 999_999n, totalShares: 150, publicShares: 140, days: 12 },
    { ...base, artist: 2, price: 10n ** 17n + 1n, totalShares: 1, publicShares: 1 },
    { ...base, artist: 2, currency: usdc, price: 33n, totalShares: 100_000, publicShares: 2_500, days: 40 },
  ];
};

const registration = (plan: MasterPlan, now: number, root: Hex): object => {
  const start = now + plan.startsIn;
  const isPresale = plan.presaleDays > 0;
  return {
    artistId: BigInt(plan.artist + 1),
    title: `Master of ${plan.totalShares} "shares" — ${plan.price}`,
    documents: { audio: cid("audio"), cover: cid("cover", 0x70), metadata: cid("metadata") },
    offering: {
      ...plan,
      start,
      end: start + plan.days * DAY,
      presaleStart: isPresale ? start - plan.presaleDays * DAY : 0,
      presaleRoot: isPresale ? root : pad("0x"),
    },
    royalties: { tier1: 1_000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5_000 },
    presaleList: isPresale ? cid("presale") : NO_CID,
    transferValidator: zeroAddress,
    studioSession: 0n,
  };
};

/**
 * Registers artists and masters and gives everybody money and allowances.
 * @param directory Where the deployment is written down.
 */
export const createWorld = async (url: string, directory: string): Promise<World> => {
  const config = {
    ...{ directory, safeOwners: SAFE_OWNERS, safeThreshold: 1, coins: true, operator: OPERATOR },
    studioRelay: STUDIO_RELAY,
  };
  const deployment = await deploy({ rpcUrl: url, deployerKey: DEPLOYER_KEY, config });
  const chain = new Chain(url);
  await chain.begin();

  const usdc = deployment.currencies[0]!.address;
  const registry = deployment.contracts.MasterRegistry.address;
  const allowList = StandardMerkleTree.of<[Address, number]>(
    FANS.map((fan, i) => [fan, 2 + i]),
    ["address", "uint256"],
  );
  for (const one of [...EVERYBODY, deployment.safe])
    await chain.rpc("anvil_setBalance", one, `0x${RICH.toString(16)}`);
  await chain.mustMine(
    EVERYBODY.map((one) => call("mint USDC", one, usdc, testUsdcAbi as Abi, "mint", [one, RICH])),
  );
  await chain.mustMine(
    ARTISTS.map((artist, i) =>
      call("register artist", artist, registry, masterRegistryAbi as Abi, "registerArtist", [
        `Artist ${i}`,
        i === 0 ? cid("profile") : NO_CID,
      ]),
    ),
  );
  const world: World = { chain, deployment, masters: [], coins: [], allowList, usdc };
  const masters = await addMasters(world, plans(usdc));
  const { DividendVault, ShareMarket } = deployment.contracts;
  await chain.mustMine(allowances(masters, usdc, [DividendVault.address, ShareMarket.address]));
  world.coins = await findCoins(world, ARTISTS.length);
  const { swapRouter } = deployment.uniswap;
  await chain.mustMine(world.coins.flatMap((coin) => coinAllowances(coin, swapRouter)));
  return world;
};

/** The first master of each artist brings a coin, with native coin below its price, without, and with next to none. */
const COIN_LIQUIDITY = [5n * 10n ** 18n, 0n, 10n ** 15n];

const coinTerms = (artist: number): object => ({
  ...{ name: `Coin ${artist}`, symbol: `COIN${artist}`, openingPrice: 10n ** BigInt(13 + artist) },
  ...{ minNative: 0n, salt: pad(`0x${(artist + 1).toString(16).padStart(2, "0")}`) },
});

/** Registers masters, each by the artist of its plan unless another account has the role by now. */
export const addMasters = async (
  { chain, deployment, allowList, masters }: World,
  all: readonly MasterPlan[],
  artist?: Address,
): Promise<WorldMaster[]> => {
  const registry = deployment.contracts.MasterRegistry.address;
  const receipts = await chain.mustMine(
    all.map((plan, i) => {
      const isFirst = [...masters, ...all.slice(0, i)].every((other) => other.artist !== plan.artist);
      const args = [registration(plan, chain.now, allowList.root as Hex), 500];
      return call(
        "register master",
        artist ?? ARTISTS[plan.artist]!,
        registry,
        masterRegistryAbi as Abi,
        isFirst ? "registerMasterWithCoin" : "registerMaster",
        isFirst ? [...args, coinTerms(plan.artist)] : args,
        isFirst ? COIN_LIQUIDITY[plan.artist] : 0n,
      );
    }),
  );
  const added = all.map((plan, i): WorldMaster => {
    const log = receipts[i]!.logs.find(({ address }) => address.toLowerCase() === registry.toLowerCase());
    const shares = getAddress(`0x${log!.topics[3]!.slice(26)}`);
    return { ...plan, id: BigInt(masters.length + i + 1), shares, isPresale: plan.presaleDays > 0 };
  });
  masters.push(...added);
  return added;
};

const allowances = (
  masters: WorldMaster[],
  usdc: Address,
  [vault, market]: readonly [Address, Address],
): Transaction[] =>
  EVERYBODY.flatMap((owner) => [
    ...[
      vault,
      market,
      ...masters.filter(({ currency }) => currency === usdc).map(({ shares }) => shares),
    ].map((spender) => call("approve USDC", owner, usdc, testUsdcAbi as Abi, "approve", [spender, RICH])),
    ...[OPERATOR, market].flatMap((operator) =>
      masters.map(({ shares }) =>
        call("approve operator", owner, shares, masterSharesAbi as Abi, "setApprovalForAll", [
          operator,
          true,
        ]),
      ),
    ),
  ]);

const coinAllowances = ({ coin, staking }: WorldCoin, router: Address): Transaction[] =>
  EVERYBODY.flatMap((owner) =>
    [router, staking].map((spender) =>
      call("approve coins", owner, coin, artistCoinAbi as Abi, "approve", [spender, RICH]),
    ),
  );
