import { coinLauncherAbi, dividendVaultAbi, masterRegistryAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { uniswapV3PoolAbi } from "@audifi/contracts/abi";
import { type Address, decodeEventLog, type Hex, zeroAddress } from "viem";
import type { LiveEvent, LiveEventOf } from "../../protocol/live.ts";
import type { Directory } from "./directory.ts";

export interface RawLog {
  address: Address;
  topics: [Hex, ...Hex[]] | [];
  data: Hex;
  transactionHash: Hex;
}

const lower = <Value extends Hex>(value: Value): Value => value.toLowerCase() as Value;

const decode = <const Abi extends readonly unknown[]>(abi: Abi, log: RawLog) => {
  try {
    return decodeEventLog({ abi, topics: log.topics, data: log.data });
  } catch {
    // An event that is not in the list.
    return undefined;
  }
};

/** Adds masters and pools that these logs made. Answers whether there were any. */
export const learn = (directory: Directory, logs: readonly RawLog[]): boolean => {
  let isNew = false;
  for (const log of logs) {
    const address = lower(log.address);
    if (address === directory.registry) {
      const event = decode(masterRegistryAbi, log);
      if (event?.eventName === "MasterRegistered") isNew = directory.addMaster(event.args.shares) || isNew;
    }
    if (address === directory.launcher) {
      const event = decode(coinLauncherAbi, log);
      if (event?.eventName !== "CoinLaunched") continue;
      isNew = directory.addPool(event.args.parts.pool, event.args.coin) || isNew;
    }
  }
  return isNew;
};

type Purchase = LiveEventOf<"purchase">;

/** Minted shares that follow each other, of one buyer in one transaction, are one purchase. */
const addMint = (events: LiveEvent[], minted: Purchase): void => {
  const last = events.at(-1);
  const continues =
    last?.type === "purchase" &&
    last.transaction === minted.transaction &&
    last.master === minted.master &&
    last.buyer === minted.buyer &&
    last.firstId + last.count === minted.firstId;
  if (continues) last.count += 1;
  else events.push(minted);
};

/** What the artist mints for himself is no purchase; its event follows the transfers. */
const withoutOwnMints = (events: readonly LiveEvent[], own: ReadonlySet<string>): LiveEvent[] =>
  events.filter((event) => event.type !== "purchase" || !own.has(event.transaction + event.master));

/** The effects of a block's logs, in their order. */
export const effectsOf = (directory: Directory, block: number, logs: readonly RawLog[]): LiveEvent[] => {
  const events: LiveEvent[] = [];
  const ownMints = new Set<string>();
  for (const log of logs) {
    const address = lower(log.address);
    const origin = { transaction: lower(log.transactionHash), block };
    if (address === directory.vault) {
      const event = decode(dividendVaultAbi, log);
      if (event?.eventName !== "RevenueDeposited") continue;
      const { master, amount } = event.args;
      events.push({ type: "deposit", ...origin, master: lower(master), amount: String(amount) });
    }
    if (directory.masters.has(address)) {
      const event = decode(masterSharesAbi, log);
      if (event?.eventName === "RemainingMinted") ownMints.add(origin.transaction + address);
      if (event?.eventName !== "Transfer" || event.args.from !== zeroAddress) continue;
      const { to, tokenId } = event.args;
      const mint = { master: address, buyer: lower(to), count: 1, firstId: Number(tokenId) };
      addMint(events, { type: "purchase", ...origin, ...mint });
    }
    const pool = directory.pools.get(address);
    if (pool) {
      const event = decode(uniswapV3PoolAbi, log);
      // An empty pool's price can be moved for nothing; only what changed hands counts.
      if (event?.eventName !== "Swap" || event.args.amount0 === 0n || event.args.amount1 === 0n) continue;
      const amounts = [String(event.args.amount0), String(event.args.amount1)] as const;
      const [coinAmount, nativeAmount] = pool.isCoinFirst ? amounts : ([amounts[1], amounts[0]] as const);
      events.push({ type: "price", ...origin, coin: pool.coin, coinAmount, nativeAmount });
    }
  }
  return withoutOwnMints(events, ownMints);
};
