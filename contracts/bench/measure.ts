import { type Abi, type Address, type Hash, maxUint256, toHex, pad } from "viem";

import { at } from "../test/helpers/fixture.ts";
import { gasOf, networkHelpers, publicClient, wallets } from "../test/helpers/network.ts";
import { compilePeers } from "./compile-peers.ts";

/** One line of the tables. Every peer of a measure has a row of its own; the peer is null where nobody does the same. */
export interface Row {
  area: string;
  name: string;
  value: number;
  unit: string;
  peer: string | null;
  peerValue: number | null;
  target: number | null;
}

type Cost = () => Promise<Hash | bigint>;

/** What is measured. Each cost starts from the same snapshot and returns the transaction to be judged, or its gas. */
export interface Measure {
  readonly name: string;
  readonly target?: number;
  readonly ours: Cost;
  readonly peers?: Readonly<Record<string, Cost>>;
}

const peers = compilePeers();

/** Deploys a contract of `peers/`. */
export async function deployPeer(name: string, args: readonly unknown[] = []) {
  const peer = peers.get(name);
  if (peer === undefined) throw new Error(`peers/ has no contract named ${name}`);
  const hash = await wallets[0]!.deployContract({ abi: peer.abi, bytecode: peer.bytecode, args });
  const { contractAddress } = await publicClient.getTransactionReceipt({ hash });
  return at(peer.abi as Abi, contractAddress!);
}
export type PeerContract = Awaited<ReturnType<typeof deployPeer>>;

/** Calls a function of a peer. */
export const call = (
  peer: PeerContract,
  name: string,
  args: readonly unknown[],
  account: Address,
  value = 0n,
): Promise<Hash> => peer.write[name]!([...args] as never, { account, value } as never);

async function gasAt(cost: Cost): Promise<number> {
  const snapshot = await networkHelpers.takeSnapshot();
  try {
    const result = await cost();
    return Number(typeof result === "bigint" ? result : await gasOf(result));
  } finally {
    await snapshot.restore();
  }
}

/** Measures one after the other, ours and each peer. */
export async function run(area: string, measures: readonly Measure[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, target = null, ours, peers: others = {} } of measures) {
    const row = { area, name, value: await gasAt(ours), unit: "gas", target };
    if (Object.keys(others).length === 0) rows.push({ ...row, peer: null, peerValue: null });
    for (const [peer, cost] of Object.entries(others)) {
      rows.push({ ...row, peer, peerValue: await gasAt(cost) });
    }
  }
  return rows;
}

/** The sum over several transactions, for peers that need more than one. */
export async function sumOf(hashes: readonly Promise<Hash>[]): Promise<bigint> {
  let sum = 0n;
  for (const hash of hashes) sum += await gasOf(await hash);
  return sum;
}

/** An account of its own for each number, with coins to spend. Addresses have 20 bytes that are not zero. */
export async function personOf(index: number): Promise<Address> {
  const address = pad(toHex(index + 1), { dir: "left", size: 4 }).slice(2);
  const account: Address = `0x${"a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"}${address}`;
  await networkHelpers.impersonateAccount(account);
  await networkHelpers.setBalance(account, maxUint256 >> 8n);
  return account;
}
