import { getAddress, pad, type Abi, type Address, type Hex } from "viem";

import {
  dividendVaultAbi,
  masterRegistryAbi,
  masterSharesAbi,
  switchboardAbi,
} from "../../../contracts/exports/abi.ts";
import { call, type Transaction } from "./chain.ts";
import { MARKET_ACTIONS } from "./market-actions.ts";
import { randomCoinAction } from "./coin-actions.ts";
import { STATEMENTS } from "./documents.ts";
import type { Model, ModelMaster, ModelShare } from "./model.ts";
import type { Random } from "./random.ts";
import { EVERYBODY, FANS, OPERATOR, type World, type WorldMaster } from "./world.ts";

const DAY = 86_400;

export interface Context {
  world: World;
  model: Model;
  random: Random;
  /** Shares that an earlier action of the same block touches. */
  busy: Set<string>;
}

export type Action = (context: Context, master: WorldMaster, state: ModelMaster) => Transaction[];

const onShares = (
  kind: string,
  from: Address,
  { shares }: WorldMaster,
  name: string,
  args: unknown[],
  value = 0n,
) => call(kind, from, shares, masterSharesAbi as Abi, name, args, value);

const vaultOf = ({ deployment }: World): Address => deployment.contracts.DividendVault.address;
const registryOf = ({ deployment }: World): Address => deployment.contracts.MasterRegistry.address;
const isNative = ({ currency }: WorldMaster): boolean => BigInt(currency) === 0n;
const costOf = (master: WorldMaster, count: number): bigint =>
  isNative(master) ? master.price * BigInt(count) : 0n;

const buy: Action = ({ random, world }, master, state) => {
  const left = master.publicShares - state.sold;
  if (left <= 0 || state.isClosedByArtist) return [];
  const most = random.chance(0.15) ? 60 : 6;
  const count = Math.min(left, random.int(1, master.walletCap > 0 ? 3 : most));
  const isPresale = master.isPresale && world.chain.now < state.registered.start;
  const fan = random.pick(FANS);
  if (!isPresale) return [onShares("buy", fan, master, "buy", [BigInt(count)], costOf(master, count))];
  return [buyPresale(world, master, fan)];
};

/** One share, with the proof that fits the fan. */
export const buyPresale = (world: World, master: WorldMaster, fan: Address): Transaction => {
  const index = FANS.indexOf(fan);
  const args = [1n, BigInt(2 + index), world.allowList.getProof(index)];
  return onShares("buyPresale", fan, master, "buyPresale", args, costOf(master, 1));
};

const keyOf = (master: WorldMaster, id: number): string => `${master.id}-${id}`;

/** Numbers of the shares that satisfy `isWanted` and that nothing else in this block touches. */
const idsOf = (
  { busy }: Context,
  master: WorldMaster,
  state: ModelMaster,
  isWanted: (share: ModelShare) => boolean,
): number[] =>
  state.shares.flatMap((share, i) => (isWanted(share) && !busy.has(keyOf(master, i + 1)) ? [i + 1] : []));

const keepBusy = ({ busy }: Context, master: WorldMaster, ids: number[]): void =>
  ids.forEach((id) => busy.add(keyOf(master, id)));

const transfer: Action = (context, master, state) => {
  const { random, world } = context;
  const movable = idsOf(
    context,
    master,
    state,
    ({ status, freeAt }) => status === "Free" || (status === "Leaving" && freeAt < world.chain.now),
  );
  const ids = random.some(movable, random.int(1, 3));
  keepBusy(context, master, ids);
  return ids.map((id) => {
    const from = state.shares[id - 1]!.owner;
    const to = random.chance(0.1) ? from : random.pick(EVERYBODY);
    const sender = random.chance(0.2) ? OPERATOR : from;
    return onShares("transfer", sender, master, "transferFrom", [from, to, BigInt(id)]);
  });
};

const stake: Action = (context, master, state) => {
  const { random } = context;
  const free = idsOf(context, master, state, ({ status }) => status !== "Staked");
  if (free.length === 0) return [];
  const owner = state.shares[random.pick(free) - 1]!.owner;
  const ids = random.some(
    free.filter((id) => state.shares[id - 1]!.owner === owner),
    random.int(1, 5),
  );
  keepBusy(context, master, ids);
  return [onShares("stake", owner, master, "stake", [ids.map(BigInt)])];
};

const requestUnstake: Action = (context, master, state) => {
  const { random, world } = context;
  const isOld = ({ status, stakedAt }: ModelShare) =>
    status === "Staked" && stakedAt + 30 * DAY <= world.chain.now;
  const staked = idsOf(context, master, state, isOld);
  if (staked.length === 0) return [];
  const owner = state.shares[random.pick(staked) - 1]!.owner;
  const ids = random.some(
    staked.filter((id) => state.shares[id - 1]!.owner === owner),
    3,
  );
  keepBusy(context, master, ids);
  return [onShares("requestUnstake", owner, master, "requestUnstake", [ids.map(BigInt)])];
};

const deposit: Action = ({ random, world }, master) => {
  const amount = BigInt(random.pick([1, 7, random.int(1, 100_000), random.int(1, 2 ** 45)]));
  const document = random.chance(0.3)
    ? random.pick([{ digest: random.bytes(32), codec: random.pick([0x55, 0x70, 0x0129]) }, ...STATEMENTS])
    : { digest: pad("0x" as Hex), codec: 0 };
  const { digest, codec } = document;
  const statement = {
    ...{ source: random.int(0, 5), periodStart: 1_000, periodEnd: 2_000 },
    document: { digest, codec },
  };
  const args = [master.shares, amount, statement];
  const value = isNative(master) ? amount : 0n;
  return [
    call("deposit", random.pick(EVERYBODY), vaultOf(world), dividendVaultAbi as Abi, "deposit", args, value),
  ];
};

const claim: Action = ({ random, world, model }) => {
  const masters = random.some(world.masters, random.int(1, world.masters.length)).map(({ shares }) => shares);
  const accounts = [...model.accounts].filter((one) => EVERYBODY.includes(one));
  if (accounts.length === 0) return [];
  const [sender, other] = [random.pick(accounts), random.pick(accounts)];
  const [name, args] = random.pick([
    ["claim", [masters]],
    ["claimFor", [other, masters]],
    ["claimTo", [random.pick(FANS), masters]],
  ] as const);
  return [call(name, sender, vaultOf(world), dividendVaultAbi as Abi, name, args)];
};

const artistOf = (model: Model, state: ModelMaster): Address =>
  model.artists[Number(state.registered.artistId) - 1]!;

const artistActs: Action = ({ random, world, model }, master, state) => {
  const artist = artistOf(model, state);
  const act = random.int(0, 5);
  if (act === 0)
    return [onShares("withdrawProceeds", artist, master, "withdrawProceeds", [random.pick(FANS)])];
  if (act === 1) return [onShares("withdrawFees", random.pick(FANS), master, "withdrawFees", [])];
  if (act === 2) {
    const args = [artist, [master.shares]];
    return [
      call("claimArtistCredit", artist, vaultOf(world), dividendVaultAbi as Abi, "claimArtistCredit", args),
    ];
  }
  if (act === 3) {
    const left = master.totalShares - state.shares.length;
    if (left <= 0 || state.sold < master.publicShares) return [];
    const count = BigInt(random.int(1, Math.min(left, 20)));
    return [onShares("mintRemaining", artist, master, "mintRemaining", [random.pick(EVERYBODY), count])];
  }
  if (act === 4) {
    const validator = random.chance(0.5) ? pad("0x", { size: 20 }) : world.deployment.validators[0]!.address;
    return [onShares("setTransferValidator", artist, master, "setTransferValidator", [validator])];
  }
  return [onShares("closeOffering", artist, master, "closeOffering", [])];
};

const roleMoves: Action = ({ random, world, model }) => {
  const id = random.int(1, model.artists.length);
  const [abi, registry] = [masterRegistryAbi as Abi, registryOf(world)];
  const holder = model.artists[id - 1]!;
  const pending = model.pending.get(id);
  if (pending && EVERYBODY.includes(pending) && random.chance(0.7)) {
    return [call("acceptArtist", pending, registry, abi, "acceptArtist", [BigInt(id)])];
  }
  if (random.chance(0.5)) {
    const profile = { digest: random.bytes(32), codec: 0x55 };
    return [call("updateArtist", holder, registry, abi, "updateArtist", [BigInt(id), `Name ${id}`, profile])];
  }
  return [
    call("transferArtist", holder, registry, abi, "transferArtist", [BigInt(id), random.pick(EVERYBODY)]),
  ];
};

const platformActs: Action = ({ random, world }, master) => {
  const registry = registryOf(world);
  const switchboard = world.deployment.contracts.Switchboard.address;
  if (random.chance(0.4)) {
    const args = [master.id, random.int(0, 3)];
    return [call("setMasterFlags", OPERATOR, registry, masterRegistryAbi as Abi, "setMasterFlags", args)];
  }
  const name = random.chance(0.3) ? "pause" : "unpause";
  return [call(name, OPERATOR, switchboard, switchboardAbi as Abi, name)];
};

const WEIGHTED: [number, Action][] = [
  [30, buy],
  [26, transfer],
  [9, stake],
  [6, requestUnstake],
  [12, deposit],
  [10, claim],
  [5, artistActs],
  [1.5, roleMoves],
  [0.8, platformActs],
  ...MARKET_ACTIONS,
  [40, randomCoinAction],
];
const TOTAL = WEIGHTED.reduce((sum, [weight]) => sum + weight, 0);

/** One random action, mostly one that the contracts accept. */
export const randomAction = (context: Context): Transaction[] => {
  const { random, world, model } = context;
  let ticket = random.next() * TOTAL;
  const [, action] = WEIGHTED.find(([weight]) => (ticket -= weight) < 0) ?? WEIGHTED[0]!;
  const master = random.pick(world.masters);
  const state = model.masters.get(getAddress(master.shares));
  return state ? action(context, master, state) : [];
};
