import type { Answer } from "#lib/format/answer.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { listPlans, readSubscription, type Plan, type Subscription } from "#lib/relay/billing.ts";
import { session } from "./session.svelte.ts";

/** The plans that may be subscribed to, and the one that is. */
export class Billing {
  plans = $state.raw<readonly Plan[] | null>(null);
  subscription = $state.raw<Subscription | null>(null);
  reason = $state.raw<Reason | null>(null);
  #turn = 0;

  async load(): Promise<void> {
    const { relayUrl } = session;
    if (relayUrl === null) return;
    const turn = (this.#turn += 1);
    this.reason = null;
    const [plans, own] = await Promise.all([
      listPlans(relayUrl),
      session.stage === "in" ? readSubscription(relayUrl) : null,
    ]);
    if (turn !== this.#turn) return;
    this.plans = this.#take(plans)?.plans ?? this.plans;
    if (own !== null) this.subscription = this.#take(own)?.subscription ?? null;
  }

  #take<Value>(answer: Answer<Value>): Value | null {
    if (answer.status === "done") return answer.value;
    if (answer.status !== "cancelled") this.reason = answer.reason;
    return null;
  }
}
