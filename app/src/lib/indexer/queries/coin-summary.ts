import type { CoinSummary } from "#lib/format/coin-market.ts";
import { COIN_DECIMALS, type Coin } from "#lib/format/coin.ts";
import type { Hex } from "#lib/format/network.ts";
import { pictureCid } from "#lib/format/profile-links.ts";
import { displayLine } from "#lib/format/text.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const COIN_SUMMARY = graphql(`
  fragment CoinSummary on Coin {
    id
    name
    symbol
    artist {
      id
      name
      profile {
        avatar
      }
    }
    price
    holderCount
    tradeCount
    volumeNative
    principal
  }
`);

export function toCoin({ id, name, symbol }: { id: Hex; name: string; symbol: string }): Coin {
  return { address: id, name: displayLine(name, symbol), symbol, decimals: COIN_DECIMALS };
}

export function toCoinSummary(masked: FragmentOf<typeof COIN_SUMMARY>): CoinSummary {
  const { artist, ...raw } = readFragment(COIN_SUMMARY, masked);
  return {
    coin: toCoin(raw),
    artist: {
      id: artist.id,
      name: displayLine(artist.name, `Artist ${artist.id}`),
      avatar: pictureCid(artist.profile?.avatar ?? null),
    },
    price: BigInt(raw.price),
    holderCount: raw.holderCount,
    tradeCount: raw.tradeCount,
    volume: BigInt(raw.volumeNative),
    staked: BigInt(raw.principal),
  };
}
