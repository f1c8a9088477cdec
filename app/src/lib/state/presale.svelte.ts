import { untrack } from "svelte";
import type { Hex } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";

export type PresaleState =
  /** No account is known yet. */
  | { readonly status: "unknown" }
  | { readonly status: "loading" }
  | { readonly status: "listed"; readonly max: number }
  | { readonly status: "not-listed" }
  /** The list is not there, or is not the contract's. */
  | { readonly status: "unreadable"; readonly reason: Reason };

interface PresaleList {
  readonly listCid: string;
  readonly root: Hex;
}

// No list gives more than a master can have.
const MOST_SHARES = 100_000n;

/** Whether an account is on a presale's list, looked up once for each account. */
export class PresaleCheck {
  current = $state.raw<PresaleState>({ status: "unknown" });
  #key = "";

  async check(gateway: string, list: PresaleList, account: Hex | null): Promise<void> {
    const key = account === null ? "" : `${list.listCid} ${list.root} ${account}`;
    if (key === this.#key) return;
    this.#key = key;
    untrack(() => (this.current = { status: account === null ? "unknown" : "loading" }));
    if (account === null) return;
    const { provePresale } = await import("#lib/chain/presale.ts");
    const entry = await provePresale(gateway, list, account);
    if (this.#key !== key) return;
    if ("max" in entry) {
      this.current = { status: "listed", max: Number(entry.max < MOST_SHARES ? entry.max : MOST_SHARES) };
    } else {
      this.current = entry.isAbsent
        ? { status: "not-listed" }
        : { status: "unreadable", reason: entry.problem };
    }
  }

  /** Forgets what was found, so that the next check looks again. */
  forget(): void {
    this.#key = "";
  }
}
