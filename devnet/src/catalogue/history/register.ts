import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { masterRegistryAbi } from "@audifi/contracts/abi";
import type { PresaleDocument } from "@audifi/relay/protocol";
import {
  type Address,
  type Hex,
  type PrivateKeyAccount,
  keccak256,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import type { Coin } from "../content/coins.ts";
import { type Master, artists } from "../content/index.ts";
import { NO_CID, type StoredCid, addJson, toStoredCid } from "../ipfs.ts";
import type { Published } from "../publish.ts";
import { timeOf } from "./steps.ts";
import type { World } from "./world.ts";

/** The most that the platform may take at all, in basis points. */
const MAX_PLATFORM_FEE = 500;

export interface AllowList {
  root: Hex;
  list: StoredCid;
  includes: (account: Address) => boolean;
  entryOf: (account: Address) => { max: number; proof: Hex[] };
}

/** Leaves are `(account, max)`. The published document names them all, so that anybody can prove from it. */
export async function publishAllowList(ipfsUrl: string, entries: [Address, number][]): Promise<AllowList> {
  const leaves = entries.map(([account, max]): [Address, bigint] => [account, BigInt(max)]);
  const tree = StandardMerkleTree.of(leaves, ["address", "uint256"]);
  const root = tree.root as Hex;
  const list: PresaleDocument = { format: "audifi-presale-1", root, entries };
  const cid = await addJson(ipfsUrl, list, "presale.json");
  return {
    root,
    list: toStoredCid(cid),
    includes: (account) => entries.some(([listed]) => listed === account),
    entryOf(account) {
      const index = entries.findIndex(([listed]) => listed === account);
      if (index < 0) throw new Error(`${account} is not on the allow-list`);
      return { max: (entries[index] as [Address, number])[1], proof: tree.getProof(index) as Hex[] };
    },
  };
}

export function registerArtists(world: World, { profiles }: Published): void {
  for (const [index, artist] of artists.entries()) {
    world.chain.send(world.cast.artists[index] as PrivateKeyAccount, {
      to: world.registry,
      abi: masterRegistryAbi,
      functionName: "registerArtist",
      args: [artist.name, profiles[index] as StoredCid],
    });
  }
}

interface Registration {
  master: Master;
  /** Ids count from 1 on a fresh chain, but never rely on it: the caller reads them. */
  artistId: bigint;
  documents: Published["documents"][number];
  validator?: Address;
  presale?: AllowList;
  /** Given for an artist's first master: what the coin is launched with. */
  coin?: Coin;
  /** The locked studio session it comes from. */
  session?: bigint;
  now: number;
}

/** Registers the master; an artist's first one brings the coin. */
export function registerMaster(world: World, registration: Registration): void {
  const {
    master,
    artistId,
    documents,
    validator = zeroAddress,
    presale,
    coin,
    session = 0n,
    now,
  } = registration;
  const { terms } = master;
  const params = {
    artistId,
    title: master.title,
    documents,
    offering: {
      currency: world.currencyOf(master).address,
      price: terms.price,
      totalShares: terms.totalShares,
      publicShares: terms.publicShares,
      walletCap: terms.walletCap,
      start: timeOf(now, terms.start),
      end: timeOf(now, terms.end),
      presaleStart: terms.presale === undefined ? 0 : timeOf(now, terms.presale),
      presaleRoot: presale?.root ?? zeroHash,
    },
    royalties: terms.royalties,
    presaleList: presale?.list ?? NO_CID,
    transferValidator: validator,
    studioSession: session,
  };
  const call = { to: world.registry, abi: masterRegistryAbi } as const;
  const artist = world.artistOf({ master });
  if (coin === undefined) {
    const args = [params, MAX_PLATFORM_FEE] as const;
    world.chain.send(artist, { ...call, functionName: "registerMaster", args, gas: 2_000_000n });
  } else {
    const args = [params, MAX_PLATFORM_FEE, termsOf(coin)] as const;
    const [value, gas] = [coin.liquidity, 8_000_000n];
    world.chain.send(artist, { ...call, functionName: "registerMasterWithCoin", args, value, gas });
  }
}

/** Rounding may leave a little of the native coin out of the position. */
function termsOf({ name, symbol, openingPrice, liquidity }: Coin) {
  const salt = keccak256(stringToHex(`audifi coin ${symbol} ${openingPrice}`));
  return { name, symbol, openingPrice, minNative: (liquidity * 99n) / 100n, salt };
}
