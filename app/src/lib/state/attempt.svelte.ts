import type { Outcome, Reason } from "#lib/format/outcome.ts";
import { pending } from "./pending.svelte.ts";

/** One thing that a person tries to do with their wallet, from the click to the transaction's hash. */
export class Attempt {
  isBusy = $state(false);
  reason = $state.raw<Reason | null>(null);

  /**
   * Runs an action and hands a submitted transaction over to the pending list; true when it was submitted. `subjects`
   * name what it will change, see `pending.isUnderWay`.
   */
  async run(
    label: string,
    action: () => Promise<Outcome>,
    subjects: readonly string[] = [],
  ): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.reason = null;
    try {
      const outcome = await action();
      if (outcome.status === "submitted") pending.add(outcome.hash, label, subjects);
      else if (outcome.status !== "cancelled") this.reason = outcome.reason;
      return outcome.status === "submitted";
    } catch (error) {
      this.reason = unexpected(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  reset(): void {
    this.reason = null;
  }
}

function unexpected(error: unknown): Reason {
  return {
    title: "This did not go through",
    detail: "Nothing was sent. Try again in a moment.",
    technical: error instanceof Error ? error.message : String(error),
  };
}
