import type { Answer } from "#lib/format/answer.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { session } from "./session.svelte.ts";
import { stepUp } from "./step-up.svelte.ts";

/** One thing that a person asks of the relay, from the click to its answer. */
export class Errand {
  isBusy = $state(false);
  reason = $state.raw<Reason | null>(null);

  /**
   * Runs it and hands back what came of it; null when nothing did. An action that needs a fresh proof of who it is asks
   * for it and then goes on.
   */
  async run<Value>(work: (relayUrl: string) => Promise<Answer<Value>>): Promise<Value | null> {
    const { relayUrl } = session;
    if (this.isBusy || relayUrl === null) return null;
    this.isBusy = true;
    this.reason = null;
    try {
      let answer = await work(relayUrl);
      if (answer.status === "refused" && answer.code === "auth.step_up_required") {
        answer = (await stepUp.ask()) ? await work(relayUrl) : { status: "cancelled" };
      }
      return this.#take(answer);
    } catch (error) {
      this.reason = {
        title: "This did not work",
        detail: "Nothing was changed. Try again in a moment.",
        technical: error instanceof Error ? error.message : String(error),
      };
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  /** The same for things whose answer says nothing: true when they were done. */
  async do(work: (relayUrl: string) => Promise<Answer<unknown>>): Promise<boolean> {
    const isDone = await this.run(async (relayUrl) => {
      const answer = await work(relayUrl);
      return answer.status === "done" ? { status: "done", value: true } : answer;
    });
    return isDone === true;
  }

  #take<Value>(answer: Answer<Value>): Value | null {
    if (answer.status === "done") return answer.value;
    if (answer.status === "cancelled") return null;
    this.reason = answer.reason;
    if (answer.status === "refused" && answer.code === "auth.session_ended") session.take(null);
    return null;
  }
}
