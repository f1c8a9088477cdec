import type { CoinLine } from "#lib/format/coin-market.ts";
import { rewardsAt } from "#lib/format/coin-staking.ts";
import { grantFor } from "#lib/format/coin.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { COIN_HOLDING, NO_HOLDING, toCoinAccount } from "./coin-holding.ts";
import { COIN_STREAM, toStream } from "./coin-stream.ts";
import { COIN_SUMMARY, toCoinSummary } from "./coin-summary.ts";

const COIN_LINE = graphql(
  `
    fragment CoinLine on Coin {
      id
      ...CoinSummary
      ...CoinStream
    }
  `,
  [COIN_SUMMARY, COIN_STREAM],
);

const PORTFOLIO_COINS = graphql(
  `
    query PortfolioCoins($account: String!) {
      coinHolders(first: 200, orderBy: total, orderDirection: desc, where: { account: $account }) {
        ...CoinHolding
        coin {
          ...CoinLine
        }
      }
      holders(
        first: 1000
        orderBy: createdAt
        orderDirection: desc
        where: { account: $account, bought_gt: 0 }
      ) {
        bought
        master {
          id
          publicShares
          artist {
            coin {
              ...CoinLine
              master {
                id
              }
            }
          }
        }
      }
    }
  `,
  [COIN_HOLDING, COIN_LINE],
);

function toLine(masked: FragmentOf<typeof COIN_LINE>, now: number, holding = NO_HOLDING): CoinLine {
  const raw = readFragment(COIN_LINE, masked);
  const rewards = rewardsAt(toStream(raw), holding.rewards, now);
  return { ...toCoinSummary(raw), holding, rewards, grant: 0n };
}

/** The coins of an account: in its wallet, staked, earned, and those that came with shares and were not claimed. */
export async function readPortfolioCoins(
  indexer: Indexer,
  account: Hex,
  now: number,
): Promise<readonly CoinLine[]> {
  const answer = await indexer.run(PORTFOLIO_COINS, { account: account.toLowerCase() });
  const lines = new Map<Hex, CoinLine>();
  for (const raw of answer.coinHolders) {
    const line = toLine(raw.coin, now, toCoinAccount(raw));
    lines.set(line.coin.address, line);
  }
  for (const { bought, master } of answer.holders) {
    const { coin: raw } = master.artist;
    if (!raw || raw.master.id !== master.id) continue;
    const fresh = toLine(raw, now);
    const line = lines.get(fresh.coin.address) ?? fresh;
    const grant = line.holding.grantClaimed === null ? grantFor(bought, master.publicShares) : 0n;
    lines.set(line.coin.address, { ...line, grant });
  }
  const isThere = ({ holding, rewards, grant }: CoinLine) =>
    holding.balance + holding.staked + rewards + grant > 0n;
  return [...lines.values()].filter(isThere);
}
