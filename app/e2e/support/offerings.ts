import { masterRegistryAbi, masterSharesAbi, testUsdcAbi } from "@audifi/contracts/abi";
import { type Address, parseEventLogs, type PrivateKeyAccount, zeroAddress, zeroHash } from "viem";
import { NO_CID, packCid, type PackedCid } from "../../src/lib/format/cid.ts";
import { makeCover, makeWav } from "./media.ts";
import { addresses, client, endpoints, fundedAccount, indexed, mined } from "./stack.ts";

interface Terms {
  readonly currency: Address;
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly walletCap: number;
  /** Seconds from now; zero opens at once. */
  readonly startsIn: number;
  readonly endsIn: number;
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

// One artist and one recording serve all masters of a file.
let preparedArtist: Promise<{ artist: PrivateKeyAccount; artistId: bigint }> | undefined;
let documents: Promise<{ audio: PackedCid; cover: PackedCid }> | undefined;

async function publishMedia(): Promise<{ audio: PackedCid; cover: PackedCid }> {
  const audio = await addToIpfs(makeWav(2), "piece.wav");
  const cover = await addToIpfs(await makeCover("#26343b", "#e0a458"), "cover.png");
  return { audio: packCid(audio) ?? NO_CID, cover: packCid(cover) ?? NO_CID };
}

async function registerArtist(name: string): Promise<{ artist: PrivateKeyAccount; artistId: bigint }> {
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
};

/** A master that a test needs before its first click, launched without the browser. */
export async function prepareMaster(title: string, terms: Partial<Terms> = {}): Promise<PreparedMaster> {
  const { startsIn, endsIn, ...offering } = { ...USUAL, ...terms };
  preparedArtist ??= registerArtist("Prepared Artist");
  documents ??= publishMedia();
  const { artist, artistId } = await preparedArtist;
  const { audio, cover } = await documents;
  const metadata = await addToIpfs(JSON.stringify({ name: title, description: "" }), "metadata.json");
  const now = Number((await client.getBlock()).timestamp);
  const hash = await client.writeContract({
    account: artist,
    address: addresses.registry,
    abi: masterRegistryAbi,
    functionName: "registerMaster",
    args: [
      {
        artistId,
        title,
        documents: { audio, cover, metadata: packCid(metadata) ?? NO_CID },
        offering: {
          ...offering,
          start: startsIn === 0 ? 0 : now + startsIn,
          end: now + endsIn,
          presaleStart: 0,
          presaleRoot: zeroHash,
        },
        royalties: { tier1: 1000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5000 },
        presaleList: NO_CID,
        transferValidator: zeroAddress,
        studioSession: 0n,
      },
    ],
  });
  await mined(hash);
  const { logs } = await client.getTransactionReceipt({ hash });
  const [event] = parseEventLogs({ abi: masterRegistryAbi, logs, eventName: "MasterRegistered" });
  if (!event) throw new Error("no master was registered");
  await indexed();
  return { shares: event.args.shares, number: Number(event.args.masterId), title, artist };
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
