import { coinLauncherAbi, masterRegistryAbi, masterSharesAbi, testUsdcAbi } from "@audifi/contracts/abi";
import {
  type Address,
  type Hex,
  keccak256,
  parseEther,
  parseEventLogs,
  type PrivateKeyAccount,
  toHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { NO_CID, packCid, type PackedCid } from "../../src/lib/format/cid.ts";
import { presaleTree } from "../../src/lib/chain/presale.ts";
import { makeCover, makeWav } from "./media.ts";
import { addresses, client, endpoints, fundedAccount, indexed, laterBlock, mined } from "./stack.ts";

interface Terms {
  readonly currency: Address;
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly walletCap: number;
  /** Seconds from now; zero opens at once. */
  readonly startsIn: number;
  readonly endsIn: number;
  /** Runs from the launch to the start. */
  readonly presale: PreparedPresale | null;
  /** The locked session whose final recording it is; 0 is none. */
  readonly studioSession: bigint;
}

interface PreparedPresale {
  readonly root: Hex;
  readonly list: PackedCid;
}

export interface Documents {
  readonly audio: PackedCid;
  readonly cover: PackedCid;
  readonly metadata: PackedCid;
}

export interface PreparedMaster {
  readonly shares: Address;
  readonly number: number;
  readonly title: string;
  readonly artist: PrivateKeyAccount;
}

/** Adds bytes to the stack's IPFS node and returns the CID. */
export async function addToIpfs(bytes: Uint8Array | string, name: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([bytes as BlobPart]), name);
  const response = await fetch(`${endpoints.ipfs}/api/v0/add?cid-version=1&raw-leaves=true`, {
    method: "POST",
    body: form,
  });
  if (!response.ok) throw new Error(`IPFS took no file: ${response.status}`);
  return ((await response.json()) as { Hash: string }).Hash;
}

export interface PreparedArtist {
  readonly artist: PrivateKeyAccount;
  readonly artistId: bigint;
}

// One recording, and one artist where nobody is named, serve all masters.
let preparedArtist: Promise<PreparedArtist> | undefined;
let documents: Promise<Documents> | undefined;

export async function publishDocuments(): Promise<Documents> {
  const files = [
    [makeWav(2), "piece.wav"],
    [await makeCover("#26343b", "#e0a458"), "cover.png"],
    [JSON.stringify({ name: "A prepared piece", description: "" }), "metadata.json"],
  ] as const;
  const [audio, cover, metadata] = await Promise.all(
    files.map(async ([bytes, name]) => packCid(await addToIpfs(bytes, name)) ?? NO_CID),
  );
  if (!audio || !cover || !metadata) throw new Error("IPFS returned too few CIDs");
  return { audio, cover, metadata };
}

export async function registerArtist(name: string): Promise<PreparedArtist> {
  const artist = await fundedAccount();
  const hash = await client.writeContract({
    account: artist,
    address: addresses.registry,
    abi: masterRegistryAbi,
    functionName: "registerArtist",
    args: [name, NO_CID],
  });
  await mined(hash);
  const { logs } = await client.getTransactionReceipt({ hash });
  const [event] = parseEventLogs({ abi: masterRegistryAbi, logs, eventName: "ArtistRegistered" });
  if (!event) throw new Error("no artist was registered");
  return { artist, artistId: event.args.artistId };
}

const USUAL: Terms = {
  currency: zeroAddress,
  price: 10n ** 16n,
  totalShares: 100,
  publicShares: 60,
  walletCap: 0,
  startsIn: 0,
  endsIn: 7 * 86_400,
  presale: null,
  studioSession: 0n,
};

/** Publishes an allow-list, or one that does not belong to the root. */
export async function preparePresale(
  listed: readonly [Address, number][],
  published: readonly [Address, number][] = listed,
): Promise<PreparedPresale> {
  const { root } = presaleTree(listed);
  const cid = await addToIpfs(
    JSON.stringify({ format: "audifi-presale-1", root, entries: published }),
    "presale.json",
  );
  return { root: root as Hex, list: packCid(cid) ?? NO_CID };
}

interface Order extends Partial<Terms> {
  readonly documents?: Documents;
  readonly by?: PreparedArtist;
}

const PREPARED_COIN = {
  ...{ name: "Prepared coin", symbol: "PREP", openingPrice: parseEther("0.00002"), minNative: 0n },
  salt: keccak256(toHex("prepared")),
};

/** Whether an artist's next master has to make the artist's coin. */
async function needsCoin(artistId: bigint): Promise<boolean> {
  const [launcher, { coin }] = await Promise.all([
    client.readContract({
      address: addresses.registry,
      abi: masterRegistryAbi,
      functionName: "coinLauncher",
    }),
    client.readContract({
      address: addresses.launcher,
      abi: coinLauncherAbi,
      functionName: "partsOf",
      args: [artistId],
    }),
  ]);
  return launcher !== zeroAddress && coin === zeroAddress;
}

async function sendRegistration(
  title: string,
  order: Order,
): Promise<{ hash: Hex; artist: PrivateKeyAccount }> {
  const {
    startsIn,
    endsIn,
    presale,
    documents: given,
    by,
    studioSession,
    ...offering
  } = { ...USUAL, ...order };
  const { artist, artistId } = by ?? (await (preparedArtist ??= registerArtist("Prepared Artist")));
  documents ??= publishDocuments();
  const now = Number((await client.getBlock()).timestamp);
  const params = {
    artistId,
    title,
    documents: given ?? (await documents),
    offering: {
      ...offering,
      start: startsIn === 0 ? 0 : now + startsIn,
      end: now + endsIn,
      // A presale that began in the past begins with the launch.
      presaleStart: presale === null ? 0 : 1,
      presaleRoot: presale?.root ?? zeroHash,
    },
    royalties: { tier1: 1000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5000 },
    presaleList: presale?.list ?? NO_CID,
    transferValidator: zeroAddress,
    studioSession,
  };
  const registry = { address: addresses.registry, abi: masterRegistryAbi } as const;
  if (!(await needsCoin(artistId))) {
    const call = { ...registry, account: artist, functionName: "registerMaster" } as const;
    return { hash: await client.writeContract({ ...call, args: [params, 500] }), artist };
  }
  const call = { ...registry, account: artist, functionName: "registerMasterWithCoin" } as const;
  const hash = await client.writeContract({ ...call, args: [params, 500, PREPARED_COIN] });
  // Only then does the next one see that there is a coin.
  await mined(hash);
  return { hash, artist };
}

/** Masters that a test needs before its first click, launched one after the other without the browser. */
export async function prepareMasters(
  titles: readonly string[],
  order: Order = {},
): Promise<PreparedMaster[]> {
  const sent: { title: string; hash: Hex; artist: PrivateKeyAccount }[] = [];
  for (const title of titles) sent.push({ title, ...(await sendRegistration(title, order)) });
  const prepared: PreparedMaster[] = [];
  for (const { title, hash, artist } of sent) {
    await mined(hash);
    const { logs } = await client.getTransactionReceipt({ hash });
    const [event] = parseEventLogs({ abi: masterRegistryAbi, logs, eventName: "MasterRegistered" });
    if (!event) throw new Error("no master was registered");
    prepared.push({ shares: event.args.shares, number: Number(event.args.masterId), title, artist });
  }
  // An offering that opens at once opens with the block after its registration.
  await laterBlock();
  await indexed();
  return prepared;
}

export async function prepareMaster(title: string, order: Order = {}): Promise<PreparedMaster> {
  const [master] = await prepareMasters([title], order);
  if (!master) throw new Error("no master was prepared");
  return master;
}

/** Somebody else buys with the native coin while a test's person is looking at the page. */
export async function buyElsewhere(shares: Address, count: number): Promise<void> {
  const buyer = await fundedAccount();
  const { price } = await client.readContract({
    address: shares,
    abi: masterSharesAbi,
    functionName: "offering",
  });
  const args = [BigInt(count)] as const;
  const value = price * BigInt(count);
  await mined(
    await client.writeContract({
      account: buyer,
      address: shares,
      abi: masterSharesAbi,
      functionName: "buy",
      args,
      value,
    }),
  );
}

export async function mintUsdc(to: Address, amount: bigint): Promise<void> {
  const account = await fundedAccount();
  const args = [to, amount] as const;
  await mined(
    await client.writeContract({
      account,
      address: addresses.usdc,
      abi: testUsdcAbi,
      functionName: "mint",
      args,
    }),
  );
}
