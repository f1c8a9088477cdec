import type { Reason } from "#lib/format/outcome.ts";
import { readAccount, type Account } from "#lib/relay/account.ts";
import { session } from "./session.svelte.ts";

/** The account that is signed in, as the settings show it. */
class AccountDesk {
  facts = $state.raw<Account | null>(null);
  /** Why it could not be read; what was read before stays. */
  reason = $state.raw<Reason | null>(null);

  async load(): Promise<void> {
    const { relayUrl, current } = session;
    if (relayUrl === null || current === null) return;
    if (this.facts?.id !== current.accountId) this.facts = null;
    const answer = await readAccount(relayUrl);
    if (answer.status === "done") [this.facts, this.reason] = [answer.value, null];
    else if (answer.status !== "cancelled") this.reason = answer.reason;
  }

  forget(): void {
    [this.facts, this.reason] = [null, null];
  }
}

export const accountDesk = new AccountDesk();
