import { network } from "hardhat";
import {
  type Abi,
  type Address,
  type ContractErrorName,
  type ContractEventName,
  getAddress,
  type Hash,
} from "viem";

/** One chain in this process for every file that uses the fixture; each test starts from a snapshot of it. */
export const { viem, networkHelpers } = await network.create();
export const { loadFixture, time } = networkHelpers;
export const publicClient = await viem.getPublicClient();
export const wallets = await viem.getWalletClients();

const genesis = await networkHelpers.takeSnapshot();

/** Empties the chain, for tests whose figures depend on addresses and times. */
export async function resetChain(timestamp: number): Promise<void> {
  await genesis.restore();
  networkHelpers.clearSnapshots();
  await time.increaseTo(timestamp);
}

const [admin, artist, ann, ben, cleo, dan, collector, stranger] = wallets.map(({ account }) =>
  getAddress(account.address),
) as [Address, Address, Address, Address, Address, Address, Address, Address];

/** `admin` holds every role, `collector` receives platform fees, the rest are people. */
export const people = { admin, artist, ann, ben, cleo, dan, collector, stranger };

interface Holder<A extends Abi> {
  readonly abi: A;
  readonly address: Address;
}

/** The call fails with this error and these arguments. */
export const reverts = <A extends Abi>(
  call: Promise<unknown>,
  contract: Holder<A>,
  name: ContractErrorName<A>,
  args: readonly unknown[] = [],
): Promise<void> =>
  viem.assertions.revertWithCustomErrorWithArgs(
    call as Promise<Hash>,
    contract as never,
    name as never,
    args as never,
  );

/** The transaction emits this event with these arguments from `contract`. */
export const emits = <A extends Abi>(
  hash: Hash | Promise<Hash>,
  contract: Holder<A>,
  name: ContractEventName<A>,
  args: readonly unknown[],
): Promise<void> => viem.assertions.emitWithArgs(hash, contract as never, name as never, args as never);

/** Native coin moves between accounts by exactly these amounts, gas apart. */
export const pays = (
  hash: Promise<Hash>,
  changes: readonly (readonly [address: Address, amount: bigint])[],
): Promise<void> =>
  viem.assertions.balancesHaveChanged(
    hash,
    changes.map(([address, amount]) => ({ address, amount })),
  );

export const now = async (): Promise<number> => time.latest();

/** Lets the next transaction be mined `seconds` after the newest block. */
export const wait = (seconds: number): Promise<number> => time.increase(seconds);

/** Lets the next transaction be mined exactly at `timestamp`. */
export const nextAt = (timestamp: number): Promise<void> => time.setNextBlockTimestamp(timestamp);

/** Lets tests send in the name of a contract. */
export async function impersonate(address: Address): Promise<Address> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return address;
}

export const gasOf = async (hash: Hash | Promise<Hash>): Promise<bigint> =>
  (await publicClient.getTransactionReceipt({ hash: await hash })).gasUsed;

export const DAY = 86_400;
