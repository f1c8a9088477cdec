import {
  artistCoinAbi,
  artistGovernorAbi,
  artistTreasuryAbi,
  artistVestingAbi,
  coinGrantsAbi,
  coinStakingAbi,
  dividendVaultAbi,
  liquidityLockerAbi,
  masterRegistryAbi,
  masterSharesAbi,
  shareMarketAbi,
  swapRouterAbi,
  weth9Abi,
} from "@audifi/contracts/abi";
import { decodeFunctionData, erc20Abi, type Abi, type AbiFunction } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import type { Coin } from "#lib/format/coin.ts";
import type { ProposalCall } from "#lib/format/dao.ts";
import type { Currency, Hex, NetworkConfig } from "#lib/format/network.ts";

/** The contracts that a DAO has to do with. */
export interface DaoPlaces {
  readonly network: NetworkConfig;
  readonly artistId: string;
  readonly coin: Coin;
  readonly governor: Hex;
  readonly treasury: Hex;
  readonly staking: Hex;
  readonly vesting: Hex;
}

export type PlaceKind =
  | "governor"
  | "treasury"
  | "coin"
  | "staking"
  | "vesting"
  | "wrapped"
  | "currency"
  | "locker"
  | "grants"
  | "vault"
  | "registry"
  | "market"
  | "router";

export interface Place {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly address: Hex;
  readonly abi: Abi;
  /** Of ERC-20s. */
  readonly currency: Currency | null;
}

/** Every contract whose calls can be read. */
function placesOf({ network, coin, ...own }: DaoPlaces): readonly Place[] {
  const place = (
    kind: PlaceKind,
    name: string,
    address: Hex,
    abi: unknown,
    currency: Currency | null = null,
  ): Place => ({ kind, name, address, abi: abi as Abi, currency });
  const dao = [
    place("governor", "this DAO's governor", own.governor, artistGovernorAbi),
    place("treasury", "this DAO's treasury", own.treasury, artistTreasuryAbi),
    place("coin", `the coin ${coin.symbol}`, coin.address, artistCoinAbi, coin),
    place("staking", `staking of ${coin.symbol}`, own.staking, coinStakingAbi),
    place("vesting", `vesting of ${coin.symbol}`, own.vesting, artistVestingAbi),
  ];
  const { deployment } = network;
  if (deployment === null) return dao;
  const { coins, currencies, vault, registry, market } = deployment;
  const wrapped = { ...network.native, address: coins.wrappedNative, symbol: `W${network.native.symbol}` };
  return [
    ...dao,
    place("wrapped", `wrapped ${network.native.symbol}`, coins.wrappedNative, weth9Abi, wrapped),
    ...currencies.map((one) => place("currency", one.symbol, one.address, erc20Abi, one)),
    place("locker", "the lock of the pool's positions", coins.locker, liquidityLockerAbi),
    place("grants", "coins for buyers", coins.grants, coinGrantsAbi),
    place("vault", "the dividend vault", vault, dividendVaultAbi),
    place("registry", "the registry", registry, masterRegistryAbi),
    place("market", "the resale market", market, shareMarketAbi),
    place("router", "Uniswap's router", coins.router, swapRouterAbi),
  ];
}

/** A call whose function and arguments are known. */
export interface DecodedCall {
  readonly place: Place | null;
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** Names of the arguments, in their order. */
  readonly names: readonly string[];
}

/** Contracts that have no fixed address, and whose calls can be told by their selector. */
const ANYWHERE = [masterSharesAbi, erc20Abi] as readonly Abi[];

function decodeWith(abi: Abi, data: Hex): Omit<DecodedCall, "place"> | null {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const item = abi.find(
      (entry): entry is AbiFunction =>
        entry.type === "function" && entry.name === functionName && entry.inputs.length === args.length,
    );
    const names = (item?.inputs ?? []).map(({ name }, index) => name ?? `argument ${index + 1}`);
    return { functionName, args, names };
  } catch {
    return null;
  }
}

export function placeAt(places: DaoPlaces, address: Hex): Place | null {
  return placesOf(places).find((place) => isSameAddress(place.address, address)) ?? null;
}

/** Reads a call; null when its data is empty, or nothing here knows the function. */
export function decodeCall(places: DaoPlaces, { target, data }: ProposalCall): DecodedCall | null {
  if (data === "0x") return null;
  const place = placeAt(places, target);
  if (place !== null) {
    const known = decodeWith(place.abi, data);
    return known === null ? null : { ...known, place };
  }
  for (const abi of ANYWHERE) {
    const guess = decodeWith(abi, data);
    if (guess !== null) return { ...guess, place: null };
  }
  return null;
}
