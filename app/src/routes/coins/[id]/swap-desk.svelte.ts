import type { TradingBalances } from "#lib/chain/coin-balances.ts";
import type { CoinDetail } from "#lib/format/coin-market.ts";
import { parseAmount } from "#lib/format/money.ts";
import type { Currency, Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { parseSlippage, type Quote, type SwapSide } from "#lib/format/swap.ts";

type Market = Pick<CoinDetail, "coin" | "pool">;

/** A trade in the making: what was typed, and what the market answers to it. */
export class SwapDesk {
  side = $state<SwapSide>("buy");
  typed = $state("");
  slippageText = $state("1");
  minutes = $state(20);
  /** Whether the coins are to vote for their buyer. */
  isVoting = $state(true);
  quote = $state.raw<Quote | null>(null);
  reason = $state.raw<Reason | null>(null);
  isAsking = $state(false);
  balances = $state.raw<TradingBalances | null>(null);
  readonly #network: NetworkConfig;
  readonly #market: Market;
  #turn = 0;
  #account: Hex | null = null;
  #looks = 0;

  constructor(network: NetworkConfig, market: Market) {
    this.#network = network;
    this.#market = market;
  }

  get paid(): Currency {
    return this.side === "buy" ? this.#network.native : this.#market.coin;
  }

  get got(): Currency {
    return this.side === "buy" ? this.#market.coin : this.#network.native;
  }

  /** What goes in; null while that makes no sense. */
  get amount(): bigint | null {
    const parsed = parseAmount(this.typed, this.paid);
    return "amount" in parsed && parsed.amount > 0n ? parsed.amount : null;
  }

  /** What is wrong with what was typed; nothing while it is empty. */
  get problem(): string | null {
    if (this.typed.trim() === "") return null;
    const parsed = parseAmount(this.typed, this.paid);
    if ("problem" in parsed) return parsed.problem;
    if (parsed.amount === 0n) return "More than nothing.";
    const held = this.held;
    return held !== null && parsed.amount > held ? "This is more than you have." : null;
  }

  get held(): bigint | null {
    if (this.balances === null) return null;
    return this.side === "buy" ? this.balances.native : this.balances.coins;
  }

  get slippage(): number | null {
    const parsed = parseSlippage(this.slippageText);
    return "slippage" in parsed ? parsed.slippage : null;
  }

  turn(side: SwapSide): void {
    if (this.side === side) return;
    this.side = side;
    this.typed = "";
    this.forget();
  }

  forget(): void {
    this.#turn += 1;
    this.quote = null;
    this.reason = null;
    this.isAsking = false;
  }

  /** Asks what the market would give now. An answer to something typed before is dropped. */
  async ask(): Promise<void> {
    const amountIn = this.amount;
    if (amountIn === null) return this.forget();
    const turn = (this.#turn += 1);
    this.isAsking = true;
    try {
      const { quoteSwap } = await import("#lib/chain/quote-swap.ts");
      const answer = await quoteSwap(this.#network, { ...this.#market, side: this.side, amountIn });
      if (turn !== this.#turn) return;
      this.quote = "quote" in answer ? answer.quote : null;
      this.reason = "reason" in answer ? answer.reason : null;
    } catch {
      if (turn !== this.#turn) return;
      this.quote = null;
      this.reason = {
        title: "No quote",
        detail: "It could not be loaded. Check your connection and try again.",
      };
    } finally {
      if (turn === this.#turn) this.isAsking = false;
    }
  }

  /** What an account has to trade with; unknown while the node does not say. */
  async look(account: Hex | null): Promise<void> {
    const look = (this.#looks += 1);
    if (account !== this.#account) this.balances = null;
    this.#account = account;
    if (account === null) return;
    const { readTradingBalances } = await import("#lib/chain/coin-balances.ts");
    const { address } = this.#market.coin;
    const balances = await readTradingBalances(this.#network, address, account).catch(() => null);
    if (look === this.#looks) this.balances = balances;
  }
}
