import type { CoinAccount, CoinDetail, CollectedFees, LockedPosition } from "#lib/format/coin-market.ts";
import { ZERO_ADDRESS, type Hex } from "#lib/format/network.ts";
import { phaseOf } from "#lib/format/offering.ts";
import { pauseAt } from "#lib/format/pause.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { COIN_HOLDING, NO_HOLDING, toCoinAccount } from "./coin-holding.ts";
import { COIN_STREAM, toStream } from "./coin-stream.ts";
import { COIN_SUMMARY, toCoinSummary } from "./coin-summary.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

const COIN_DETAIL = graphql(
  `
    fragment CoinDetail on Coin {
      ...CoinSummary
      artist {
        account {
          id
        }
      }
      master {
        ...MasterSummary
        holders(first: 1, where: { account: $account }) {
          bought
        }
      }
      pool
      staking
      vesting
      treasury
      openingPrice
      createdAt
      poolCoins
      poolNative
      feesCoins
      feesNative
      artistFeesCoins
      artistFeesNative
      artistPaidCoins
      artistPaidNative
      treasuryPaidCoins
      treasuryPaidNative
      grantsClaimed
      grantsSwept
      vestingTotal
      vestingStart
      vestingReleased
      ...CoinStream
      rewardsPaid
      stakerCount
      totalPower
      positions(first: 10, orderBy: lockedAt, orderDirection: asc) {
        id
        coinAmount
        nativeAmount
        feesCoins
        feesNative
      }
      holders(first: 1, where: { account: $account }) {
        ...CoinHolding
      }
    }
  `,
  [COIN_SUMMARY, COIN_STREAM, MASTER_SUMMARY, COIN_HOLDING],
);

const COIN_OF_ARTIST = graphql(
  `
    query CoinOfArtist($artist: String!, $account: String!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      coins(first: 1, where: { artist: $artist }) {
        ...CoinDetail
      }
    }
  `,
  [HEAD, PAUSES, COIN_DETAIL],
);

const ARTIST_OF_COIN = graphql(`
  query ArtistOfCoin($id: ID!) {
    coin(id: $id) {
      artist {
        id
      }
    }
  }
`);

type Raw = ReturnType<typeof readDetail>;
const readDetail = (masked: FragmentOf<typeof COIN_DETAIL>) => readFragment(COIN_DETAIL, masked);

function toFees(raw: Raw): CollectedFees {
  const collected = { coins: BigInt(raw.feesCoins), native: BigInt(raw.feesNative) };
  const artist = { coins: BigInt(raw.artistFeesCoins), native: BigInt(raw.artistFeesNative) };
  return {
    collected,
    artist,
    dao: { coins: collected.coins - artist.coins, native: collected.native - artist.native },
    artistPaid: { coins: BigInt(raw.artistPaidCoins), native: BigInt(raw.artistPaidNative) },
    daoPaid: { coins: BigInt(raw.treasuryPaidCoins), native: BigInt(raw.treasuryPaidNative) },
  };
}

function toPositions(raw: Raw): readonly LockedPosition[] {
  return raw.positions.map(({ id, coinAmount, nativeAmount, feesCoins, feesNative }) => ({
    id,
    opened: { coins: BigInt(coinAmount), native: BigInt(nativeAmount) },
    collected: { coins: BigInt(feesCoins), native: BigInt(feesNative) },
  }));
}

function toDetail(raw: Raw, pauses: ReturnType<typeof toPauses>, now: number): CoinDetail {
  const master = toMasterSummary(raw.master, pauses);
  const { publicShares, sold } = master.offering;
  return {
    ...toCoinSummary(raw),
    artistAccount: raw.artist.account.id,
    ...{ pool: raw.pool, staking: raw.staking, vesting: raw.vesting, treasury: raw.treasury },
    openingPrice: BigInt(raw.openingPrice),
    launchedAt: Number(raw.createdAt),
    cover: master.cover,
    inPool: { coins: BigInt(raw.poolCoins), native: BigInt(raw.poolNative) },
    positions: toPositions(raw),
    fees: toFees(raw),
    grant: {
      masterNumber: master.number,
      masterTitle: master.title,
      publicShares,
      sold,
      isClosed: ["sold-out", "closed"].includes(phaseOf(master.offering, now)),
      isSwept: raw.grantsSwept !== null,
      swept: BigInt(raw.grantsSwept ?? 0),
      claimed: BigInt(raw.grantsClaimed),
    },
    stream: toStream(raw),
    rewardsPaid: BigInt(raw.rewardsPaid),
    stakerCount: raw.stakerCount,
    totalPower: BigInt(raw.totalPower),
    vested: {
      total: BigInt(raw.vestingTotal),
      released: BigInt(raw.vestingReleased),
      start: Number(raw.vestingStart),
    },
  };
}

export interface CoinPage {
  readonly head: Head;
  readonly market: CoinDetail;
  /** What the account that asks has of it; all zero for nobody. */
  readonly holding: CoinAccount;
  /** Shares that the account bought in the first offering. */
  readonly bought: number;
  /** When a running pause ends; null when none runs. */
  readonly pausedUntil: number | null;
}

/** The coin of an artist with what an account has of it; null where the artist has none. */
export async function readCoin(
  indexer: Indexer,
  artist: string,
  account: Hex | null,
): Promise<CoinPage | null> {
  // Nobody's account, so that one query serves visitors without a wallet as well.
  const holder = (account ?? ZERO_ADDRESS).toLowerCase();
  const answer = await indexer.run(COIN_OF_ARTIST, { artist, account: holder });
  const [masked] = answer.coins;
  if (!masked) return null;
  const [head, pauses, raw] = [toHead(answer._meta), toPauses(answer.switchboard), readDetail(masked)];
  const [own] = account === null ? [] : raw.holders;
  return {
    head,
    market: toDetail(raw, pauses, head.time),
    holding: own ? toCoinAccount(own) : NO_HOLDING,
    bought: raw.master.holders[0]?.bought ?? 0,
    pausedUntil: pauseAt(pauses, head.time)?.until ?? null,
  };
}

/** The artist whose coin has that address; null where it is none. */
export async function readArtistOfCoin(indexer: Indexer, coin: Hex): Promise<string | null> {
  const answer = await indexer.run(ARTIST_OF_COIN, { id: coin.toLowerCase() });
  return answer.coin?.artist.id ?? null;
}
