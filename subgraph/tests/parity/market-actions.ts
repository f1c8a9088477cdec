import { getAddress, zeroAddress, type Abi, type Address } from "viem";

import { masterSharesAbi, shareMarketAbi } from "../../../contracts/exports/abi.ts";
import type { Action, Context } from "./actions.ts";
import { call, type Transaction } from "./chain.ts";
import type { ModelShare } from "./model.ts";
import type { ModelListing } from "./model-market.ts";
import { EVERYBODY, FANS, OPERATOR, type World, type WorldMaster } from "./world.ts";

const DAY = 86_400;
/** Longer than most blocks are apart, so that some listings and offers expire and others are used. */
const LONGEST = 30 * DAY;

const marketOf = ({ deployment }: World): Address => deployment.contracts.ShareMarket.address;
const onMarket = (world: World, kind: string, from: Address, args: unknown[], value = 0n): Transaction =>
  call(`market: ${kind}`, from, marketOf(world), shareMarketAbi as Abi, kind, args, value);
const isNative = ({ currency }: WorldMaster): boolean => BigInt(currency) === 0n;
const busyKey = (shares: Address, id: number): string => `market-${getAddress(shares)}-${id}`;

const isFree = ({ status, freeAt }: ModelShare, now: number): boolean =>
  status === "Free" || (status === "Leaving" && freeAt < now);

/** Numbers of shares that nothing else in this block touches. */
const freeIds = ({ world, busy }: Context, master: WorldMaster, shares: readonly ModelShare[]): number[] =>
  shares.flatMap((share, i) =>
    isFree(share, world.chain.now) &&
    !busy.has(`${master.id}-${i + 1}`) &&
    !busy.has(busyKey(master.shares, i + 1))
      ? [i + 1]
      : [],
  );

const keep = ({ busy }: Context, { shares, id }: WorldMaster, number: number): void => {
  busy.add(busyKey(shares, number));
  busy.add(`${id}-${number}`);
};

const askOf = ({ random, world }: Context, shares: Address, id: number) => ({
  ...{ shares, id: BigInt(id), price: BigInt(random.pick([1, 99, random.int(1, 2 ** 40)])) },
  expiry: world.chain.now + random.int(1, LONGEST),
  minNet: 0n,
});

const list: Action = (context, master, state) => {
  const { world, random } = context;
  const ids = freeIds(context, master, state.shares);
  if (ids.length === 0) return [];
  const id = random.chance(0.6) ? (ids.find((one) => one <= 100) ?? random.pick(ids)) : random.pick(ids);
  keep(context, master, id);
  const seller = state.shares[id - 1]!.owner;
  return [onMarket(world, "list", seller, [[askOf(context, master.shares, id)]])];
};

const openListings = ({ model, world, busy }: Context): ModelListing[] =>
  [...model.market.listings.values()].filter(
    ({ shares, id, expiry }) => expiry > world.chain.now + DAY && !busy.has(busyKey(shares, id)),
  );

const masterOf = ({ world }: Context, shares: Address): WorldMaster =>
  world.masters.find((one) => getAddress(one.shares) === shares)!;

const changeListing: Action = (context) => {
  const { random, world } = context;
  const open = openListings(context);
  if (open.length === 0) return [];
  const { shares, id, seller } = random.pick(open);
  keep(context, masterOf(context, shares), id);
  return random.chance(0.5)
    ? [onMarket(world, "update", seller, [[askOf(context, shares, id)]])]
    : [onMarket(world, "cancel", seller, [[{ shares, id: BigInt(id) }]])];
};

/** Some pieces are wanted at a price that they do not have: those are left out. */
const buyListed: Action = (context) => {
  const { random, world } = context;
  const wanted = random.some(openListings(context), random.int(1, 4));
  if (wanted.length === 0) return [];
  const buyer = random.pick(FANS);
  let value = 0n;
  const purchases = wanted.map(({ shares, id, price }) => {
    const master = masterOf(context, shares);
    keep(context, master, id);
    if (isNative(master)) value += price;
    return { shares, id: BigInt(id), price: random.chance(0.1) ? price + 1n : price };
  });
  return [onMarket(world, "buy", buyer, [purchases, true], value)];
};

const offer: Action = (context, master, state) => {
  const { random, world } = context;
  const id = random.chance(0.5) || state.shares.length === 0 ? 0 : random.int(1, state.shares.length);
  const amount = BigInt(random.pick([1, 777, random.int(1, 2 ** 40)]));
  const expiry = world.chain.now + random.int(DAY, LONGEST);
  const args = [master.shares, BigInt(id), amount, expiry];
  return [onMarket(world, "offer", random.pick(FANS), args, isNative(master) ? amount : 0n)];
};

const endOffer: Action = (context) => {
  const { random, world, model, busy } = context;
  const { now } = world.chain;
  const open = model.market.offers.flatMap((one, i) =>
    one.isOpen && !busy.has(`offer-${i + 1}`) ? [{ ...one, offerId: i + 1 }] : [],
  );
  if (open.length === 0) return [];
  const bid = random.pick(open);
  busy.add(`offer-${bid.offerId}`);
  const master = masterOf(context, bid.shares);
  const { shares } = model.masters.get(bid.shares)!;
  const ids = freeIds(context, master, shares).filter((id) => bid.id === 0 || bid.id === id);
  if (random.chance(0.7) && ids.length > 0 && bid.expiry > now + DAY) {
    const id = random.pick(ids);
    keep(context, master, id);
    return [onMarket(world, "acceptOffer", shares[id - 1]!.owner, [BigInt(bid.offerId), BigInt(id), 0n])];
  }
  const from = bid.expiry < now ? random.pick(EVERYBODY) : bid.bidder;
  return [onMarket(world, "cancelOffers", from, [[BigInt(bid.offerId)]])];
};

const withdraw: Action = ({ random, world, model }) => {
  const currencies = [zeroAddress, world.usdc];
  if (random.chance(0.2)) {
    return [onMarket(world, "withdrawFees", random.pick(FANS), [currencies])];
  }
  const artist = random.int(1, model.artists.length);
  if (random.chance(0.3)) {
    return [onMarket(world, "withdraw", model.artists[artist - 1]!, [currencies, [BigInt(artist)]])];
  }
  return [onMarket(world, "withdrawFor", OPERATOR, [random.pick(FANS), currencies, []])];
};

const approve: Action = ({ random, world }, { shares }) => {
  const args = [marketOf(world), random.chance(0.7)];
  return [
    call("approve the market", random.pick(FANS), shares, masterSharesAbi as Abi, "setApprovalForAll", args),
  ];
};

export const MARKET_ACTIONS: [number, Action][] = [
  [9, list],
  [2, changeListing],
  [6, buyListed],
  [4, offer],
  [4, endOffer],
  [2, withdraw],
  [1, approve],
];
