import { done, type Answer } from "#lib/format/answer.ts";
import { decimalAmount } from "#lib/format/money.ts";
import { ZERO_ADDRESS, type Currency, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import { fillingFor } from "#lib/format/onramp.ts";
import { linkWallet } from "#lib/relay/account.ts";
import {
  beginOnramp,
  readOnramp,
  readOnrampSession,
  type OnrampCurrency,
  type OnrampOrder,
  type OnrampSession,
} from "#lib/relay/billing.ts";
import { Errand } from "./errand.svelte.ts";
import { session } from "./session.svelte.ts";
import { proveWallet } from "./wallet-proof.ts";

/** `open`: the card page may be visited. `paid`: the money is on its way. `funded`: it is in the wallet. */
type Stage = "idle" | "open" | "paid" | "funded" | "rejected";

const LOOK_EVERY = 1_500;

interface Purchase {
  readonly network: NetworkConfig;
  readonly account: Hex;
  readonly currency: Currency;
  readonly cost: bigint;
}

interface Opened {
  readonly needed: bigint;
  /** Null where the wallet holds enough already. */
  readonly payment: OnrampSession | null;
}

function onrampCurrency({ address, symbol }: Currency): OnrampCurrency | null {
  if (address === ZERO_ADDRESS) return "native";
  return symbol === "USDC" ? "usdc" : null;
}

/** Filling a wallet by card with what it lacks for a purchase. */
export class CardPayment {
  /** Whether it may be offered; false until the relay has said so. */
  isAvailable = $state(false);
  stage = $state<Stage>("idle");
  /** The page that takes the card. */
  url = $state<string | null>(null);
  /** What the wallet lacks. */
  missing = $state(0n);
  readonly errand = new Errand();
  #attempt = 0;

  async check(currency: Currency): Promise<void> {
    const [{ relayUrl }, wanted] = [session, onrampCurrency(currency)];
    this.isAvailable = false;
    if (relayUrl === null || wanted === null) return;
    const answer = await readOnramp(relayUrl, wanted);
    this.isAvailable = answer.status === "done" && answer.value.available;
  }

  /** Prepares the card page and waits for the money; true when the wallet holds enough. */
  async run(purchase: Purchase): Promise<boolean> {
    const attempt = (this.#attempt += 1);
    [this.stage, this.url] = ["idle", null];
    const { balanceOf } = await import("#lib/chain/balance.ts");
    const { network, account, currency } = purchase;
    const balance = () => balanceOf(network, currency.address, account);
    const opened = await this.errand.run(async (relayUrl): Promise<Answer<Opened>> => {
      const { missing, needed } = fillingFor(purchase.cost, await balance(), currency);
      this.missing = missing;
      return missing === 0n ? done({ needed, payment: null }) : this.#open(relayUrl, purchase, needed);
    });
    if (opened === null || attempt !== this.#attempt) return false;
    if (opened.payment === null) {
      this.stage = "funded";
      return true;
    }
    [this.stage, this.url] = ["open", opened.payment.url];
    return this.#wait(attempt, opened.payment.id, async () => (await balance()) >= opened.needed);
  }

  stop(): void {
    this.#attempt += 1;
    this.stage = "idle";
  }

  async #open(
    relayUrl: string,
    { network, account, currency }: Purchase,
    needed: bigint,
  ): Promise<Answer<Opened>> {
    const amount = decimalAmount(this.missing, currency.decimals);
    const order: OnrampOrder = { wallet: account, currency: onrampCurrency(currency) ?? "native", amount };
    let answer = await beginOnramp(relayUrl, order);
    // Cards fill wallets of the account only; linking costs a signature.
    if (answer.status === "refused" && answer.code === "billing.wallet_not_linked") {
      const proof = await proveWallet(network, relayUrl, "link");
      if (proof.status !== "done") return proof;
      const linked = await linkWallet(relayUrl, proof.value);
      if (linked.status !== "done") return linked;
      answer = await beginOnramp(relayUrl, order);
    }
    return answer.status === "done" ? done({ needed, payment: answer.value }) : answer;
  }

  /** The balance decides; the relay only knows sooner when money comes, or never will. */
  async #wait(attempt: number, id: string, isFunded: () => Promise<boolean>): Promise<boolean> {
    while (attempt === this.#attempt) {
      if (await isFunded().catch(() => false)) {
        if (attempt !== this.#attempt) return false;
        this.stage = "funded";
        return true;
      }
      const answer = session.relayUrl === null ? null : await readOnrampSession(session.relayUrl, id);
      if (attempt !== this.#attempt) return false;
      const status = answer?.status === "done" ? answer.value.status : null;
      if (status === "rejected") {
        this.stage = "rejected";
        return false;
      }
      if (status === "fulfillment_processing" || status === "fulfillment_complete") this.stage = "paid";
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    return false;
  }
}
