import type { Reason } from "#lib/format/outcome.ts";
import { readAccount, type Account } from "#lib/relay/account.ts";
import { session } from "./session.svelte.ts";

/** The account that is signed in, as the settings show it. */
class AccountDesk {
  facts = $state.raw<Account | null>(null);
  /** Why it could not be read; what was read before stays. */
  reason = $state.raw<Reason | null>(null);
  #turn = 0;

  async load(): Promise<void> {
    const { relayUrl, current } = session;
    if (relayUrl === null || current === null) return;
    if (this.facts?.id !== current.accountId) this.facts = null;
    const turn = (this.#turn += 1);
    const answer = await readAccount(relayUrl);
    if (turn !== this.#turn) return;
    if (answer.status === "done") [this.facts, this.reason] = [answer.value, null];
    else if (answer.status !== "cancelled") this.reason = answer.reason;
  }

  forget(): void {
    this.#turn += 1;
    [this.facts, this.reason] = [null, null];
  }
}

export const accountDesk = new AccountDesk();
