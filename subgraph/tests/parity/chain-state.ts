import { createPublicClient, getAddress, http, type Abi, type Address } from "viem";

import { dividendVaultAbi, masterRegistryAbi, masterSharesAbi } from "../../../contracts/exports/abi.ts";
import { EVERYBODY, type World, type WorldMaster } from "./world.ts";

interface HolderOnChain {
  balance: number;
  staked: number;
  paid: bigint;
  owed: bigint;
  bought: number;
}

export interface ShareOnChain {
  owner: Address;
  version: number;
  isLocked: boolean;
  status: number;
  since: number;
  tier: bigint;
  rate: bigint;
  mover: Address;
}

export interface MasterOnChain {
  accumulator: [acc: bigint, remainder: bigint, units: bigint];
  minted: [total: bigint, byArtist: bigint];
  sold: bigint;
  isClosed: boolean;
  effectiveStart: number;
  effectiveEnd: number;
  withdrawable: [proceeds: bigint, fees: bigint];
  book: [balance: bigint, artistCredit: bigint];
  validator: Address;
  holders: Map<Address, { record: HolderOnChain; claimable: bigint }>;
  shares: ShareOnChain[];
}

export interface Read {
  address: Address;
  abi: Abi;
  functionName: string;
  args?: readonly unknown[];
}

/** Of call data, in one request. */
const BATCH_BYTES = 60_000;

/** Many view calls in few requests, through a contract that exists only during the call: it may exceed size limits. */
export const createReader = ({ chain }: World) => {
  const client = createPublicClient({ transport: http(chain.url, { timeout: 60_000 }) });
  return async (contracts: Read[]): Promise<unknown[]> =>
    (await client.multicall({
      contracts,
      allowFailure: false,
      deployless: true,
      batchSize: BATCH_BYTES,
    })) as unknown[];
};

/** Everything the chain says about a master. */
export const readMaster = async (
  world: World,
  { shares: address, currency }: WorldMaster,
): Promise<MasterOnChain> => {
  const read = createReader(world);
  const of = (functionName: string, args: readonly unknown[] = []): Read => ({
    ...{ address, abi: masterSharesAbi as Abi, functionName, args },
  });
  const book: Read = {
    address: world.deployment.contracts.DividendVault.address,
    abi: dividendVaultAbi as Abi,
    functionName: "book",
    args: [address, currency],
  };
  const general = [
    ...["accumulator", "minted", "sold", "isClosed", "effectiveStart", "effectiveEnd", "withdrawable"],
    "getTransferValidator",
  ].map((name) => of(name));
  const values = await read([...general, book]);
  const [accumulator, minted, sold, isClosed, effectiveStart, effectiveEnd, withdrawable] = values;
  const [validator, vaultBook] = values.slice(-2);

  const records = await read(EVERYBODY.flatMap((one) => [of("holderOf", [one]), of("claimable", [one])]));
  const ids = Array.from({ length: Number((minted as [bigint])[0]) }, (_, i) => BigInt(i + 1));
  const facts = await read(
    ids.flatMap((id) => ["shareState", "tierOf", "royaltyRate", "moverOf"].map((name) => of(name, [id]))),
  );
  return {
    ...({ accumulator, minted, sold, isClosed, withdrawable, validator } as MasterOnChain),
    ...({ effectiveStart, effectiveEnd } as MasterOnChain),
    book: vaultBook as [bigint, bigint],
    holders: new Map(
      EVERYBODY.map((one, i) => [
        getAddress(one),
        { record: records[2 * i] as HolderOnChain, claimable: records[2 * i + 1] as bigint },
      ]),
    ),
    shares: ids.map((_, i) => {
      const [state, tier, rate, mover] = facts.slice(4 * i, 4 * i + 4);
      return { ...(state as object), tier, rate, mover } as ShareOnChain;
    }),
  };
};

/** Who holds the role of each artist, and to whom it is offered. */
export const readArtists = async (
  world: World,
  count: number,
): Promise<{ account: Address; pending: Address }[]> => {
  const read = createReader(world);
  const of = (functionName: string, id: number): Read => ({
    address: world.deployment.contracts.MasterRegistry.address,
    abi: masterRegistryAbi as Abi,
    functionName,
    args: [BigInt(id)],
  });
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const values = (await read(
    ids.flatMap((id) => [of("artistAccount", id), of("pendingArtist", id)]),
  )) as Address[];
  return ids.map((_, i) => ({ account: values[2 * i]!, pending: values[2 * i + 1]! }));
};
