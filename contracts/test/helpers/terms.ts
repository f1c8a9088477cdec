import { type Address, type Hex, keccak256, toHex, zeroAddress, zeroHash } from "viem";

export interface Cid {
  digest: Hex;
  codec: number;
}

/** What a test may say about a master; everything else is the default below. */
export interface Terms {
  artistId: bigint;
  title: string;
  currency: Address;
  price: bigint;
  totalShares: number;
  publicShares: number;
  walletCap: number;
  start: number;
  end: number;
  presaleStart: number;
  presaleRoot: Hex;
  royalties: { tier1: number; tier2: number; tier3: number; tier4: number; moverShare: number };
  validator: Address;
}

export const cid = (text: string, codec = 0x55): Cid => ({ digest: keccak256(toHex(text)), codec });
export const noCid: Cid = { digest: zeroHash, codec: 0 };

export const defaultTerms = (now: number): Terms => ({
  artistId: 1n,
  title: "Night Bus",
  currency: zeroAddress,
  price: 10n ** 15n,
  totalShares: 1_000,
  publicShares: 900,
  walletCap: 0,
  start: 0,
  end: now + 30 * 86_400,
  presaleStart: 0,
  presaleRoot: zeroHash,
  royalties: { tier1: 1_000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5_000 },
  validator: zeroAddress,
});

/** The terms in the shape that `registerMaster` takes. */
export const toParams = (terms: Terms) => ({
  artistId: terms.artistId,
  title: terms.title,
  documents: { audio: cid("audio"), cover: cid("cover"), metadata: cid("metadata", 0x0129) },
  offering: {
    currency: terms.currency,
    price: terms.price,
    totalShares: terms.totalShares,
    publicShares: terms.publicShares,
    walletCap: terms.walletCap,
    start: terms.start,
    end: terms.end,
    presaleStart: terms.presaleStart,
    presaleRoot: terms.presaleRoot,
  },
  royalties: terms.royalties,
  presaleList: terms.presaleStart === 0 ? noCid : cid("list", 0x0129),
  transferValidator: terms.validator,
  studioSession: 0n,
});

export const statement = (document: Cid = noCid) => ({
  source: 0,
  periodStart: 1_700_000_000,
  periodEnd: 1_702_592_000,
  document,
});
