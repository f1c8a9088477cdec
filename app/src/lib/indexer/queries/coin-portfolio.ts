import type { CoinLine } from "#lib/format/coin-market.ts";
import { rewardsAt } from "#lib/format/coin-staking.ts";
import { grantFor, WHOLE_COIN } from "#lib/format/coin.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf, type ResultOf } from "../graphql.ts";
import { HEAD, toHead } from "./chain.ts";
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

/** graph-node gives at most this many at once. */
const AT_ONCE = 1000;
/** More coins than anybody has who is not trying to slow a page down. */
const MOST_ROUNDS = 5;

const PORTFOLIO_COINS = graphql(
  `
    query PortfolioCoins($account: String!, $first: Int!, $afterCoin: Bytes!, $afterMaster: Bytes!) {
      _meta {
        ...Head
      }
      coinHolders(
        first: $first
        orderBy: id
        orderDirection: asc
        where: { account: $account, id_gt: $afterCoin }
      ) {
        id
        ...CoinHolding
        coin {
          ...CoinLine
        }
      }
      holders(
        first: $first
        orderBy: id
        orderDirection: asc
        where: { account: $account, bought_gt: 0, id_gt: $afterMaster }
      ) {
        id
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
  [HEAD, COIN_HOLDING, COIN_LINE],
);

type Answer = ResultOf<typeof PORTFOLIO_COINS>;

/** Everything of an account, as many rounds as that takes. */
async function readAll(indexer: Indexer, account: string): Promise<Answer> {
  let [afterCoin, afterMaster]: [Hex, Hex] = ["0x", "0x"];
  const all: { coinHolders: Answer["coinHolders"]; holders: Answer["holders"] } = {
    coinHolders: [],
    holders: [],
  };
  for (let round = 1; ; round += 1) {
    const answer = await indexer.run(PORTFOLIO_COINS, { account, first: AT_ONCE, afterCoin, afterMaster });
    all.coinHolders.push(...answer.coinHolders);
    all.holders.push(...answer.holders);
    const isWhole = answer.coinHolders.length < AT_ONCE && answer.holders.length < AT_ONCE;
    if (isWhole || round === MOST_ROUNDS) return { ...answer, ...all };
    afterCoin = all.coinHolders.at(-1)?.id ?? afterCoin;
    afterMaster = all.holders.at(-1)?.id ?? afterMaster;
  }
}

function toLine(masked: FragmentOf<typeof COIN_LINE>, now: number, holding = NO_HOLDING): CoinLine {
  const raw = readFragment(COIN_LINE, masked);
  const rewards = rewardsAt(toStream(raw), holding.rewards, now);
  return { ...toCoinSummary(raw), holding, rewards, grant: 0n };
}

/** The coins of an account, the most first: in its wallet, staked, earned, and what came with shares, not claimed yet. */
export async function readPortfolioCoins(indexer: Indexer, account: Hex): Promise<readonly CoinLine[]> {
  const answer = await readAll(indexer, account.toLowerCase());
  const { time } = toHead(answer._meta);
  const lines = new Map<Hex, CoinLine>();
  for (const raw of answer.coinHolders) {
    const line = toLine(raw.coin, time, toCoinAccount(raw));
    lines.set(line.coin.address, line);
  }
  for (const { bought, master } of answer.holders) {
    const { coin: raw } = master.artist;
    if (!raw || raw.master.id !== master.id) continue;
    const fresh = toLine(raw, time);
    const line = lines.get(fresh.coin.address) ?? fresh;
    const grant = line.holding.grantClaimed === null ? grantFor(bought, master.publicShares) : 0n;
    lines.set(line.coin.address, { ...line, grant });
  }
  const held = ({ holding, rewards, grant }: CoinLine) => holding.balance + holding.staked + rewards + grant;
  const size = (line: CoinLine) => Number(held(line) / WHOLE_COIN);
  return [...lines.values()].filter((line) => held(line) > 0n).sort((a, b) => size(b) - size(a));
}
