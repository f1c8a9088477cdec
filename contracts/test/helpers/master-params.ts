import type { Address, Hex } from "viem";
import { sha256, stringToBytes, zeroAddress, zeroHash } from "viem";

export interface CidStruct {
  digest: Hex;
  codec: number;
}

export const DAY = 86_400;
const RAW = 0x55;
const DAG_PB = 0x70;

export const noCid: CidStruct = { digest: zeroHash, codec: 0 };

export const cidOf = (text: string, codec = RAW): CidStruct => ({
  digest: sha256(stringToBytes(text)),
  codec,
});

export interface MasterParams {
  artistId: bigint;
  title: string;
  documents: { audio: CidStruct; cover: CidStruct; metadata: CidStruct };
  offering: {
    currency: Address;
    price: bigint;
    totalShares: number;
    publicShares: number;
    walletCap: number;
    start: number;
    end: number;
    presaleStart: number;
    presaleRoot: Hex;
  };
  royalties: { tier1: number; tier2: number; tier3: number; tier4: number; moverShare: number };
  presaleList: CidStruct;
  transferValidator: Address;
  studioSession: bigint;
}

/** A master that may be registered at `now`: 1,000 shares, 800 of them public, for a month from tomorrow. */
export const masterParams = (now: number): MasterParams => ({
  artistId: 1n,
  title: "A night without maps",
  documents: {
    audio: cidOf("audio"),
    cover: cidOf("cover", DAG_PB),
    metadata: cidOf("metadata"),
  },
  offering: {
    currency: zeroAddress,
    price: 10n ** 16n,
    totalShares: 1_000,
    publicShares: 800,
    walletCap: 0,
    start: now + DAY,
    end: now + 31 * DAY,
    presaleStart: 0,
    presaleRoot: zeroHash,
  },
  royalties: { tier1: 1_000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5_000 },
  presaleList: noCid,
  transferValidator: zeroAddress,
  studioSession: 0n,
});
