import type { Answer } from "#lib/format/answer.ts";
import type { CarriedDelegation } from "#lib/format/dao.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import type { SignedVote } from "#lib/relay/sponsored.ts";

/** Whether the relay sends and pays for what somebody signs, and whether they want it to. */
export class Sponsorship {
  /** How often it still does today; null while that is not known, and where there is no relay. */
  left = $state<number | null>(null);
  isWanted = $state(true);
  #relayUrl: string | null = null;
  #turn = 0;
  #isAgreed = false;

  get isOffered(): boolean {
    return this.left !== null && this.left > 0;
  }

  get isChosen(): boolean {
    return this.isOffered && this.isWanted;
  }

  /** What somebody has reviewed stays agreed, whatever is answered later; what the relay then refused is not. */
  get isAgreed(): boolean {
    return this.#isAgreed && this.isWanted;
  }

  agree(): void {
    this.#isAgreed = this.isChosen;
  }

  /** Asks for an account; the answer for one asked about before is dropped. */
  async ask(relayUrl: string | null, account: Hex | null): Promise<void> {
    const turn = ++this.#turn;
    this.left = null;
    this.#relayUrl = relayUrl;
    if (relayUrl === null || account === null) return;
    const { readAvailability } = await import("#lib/relay/sponsored.ts");
    const answer = await readAvailability(relayUrl, account);
    if (turn !== this.#turn || answer.status !== "done") return;
    this.left = answer.value.available ? answer.value.left : 0;
  }

  async sendVote(vote: SignedVote): Promise<Outcome> {
    return this.#hand(async (url) => (await import("#lib/relay/sponsored.ts")).sendSignedVote(url, vote));
  }

  async sendDelegation(delegation: CarriedDelegation): Promise<Outcome> {
    return this.#hand(async (url) =>
      (await import("#lib/relay/sponsored.ts")).sendSignedDelegation(url, delegation),
    );
  }

  /** What the relay does not send, the wallet sends the next time. */
  async #hand(give: (relayUrl: string) => Promise<Answer<{ readonly hash: Hex }>>): Promise<Outcome> {
    const answer: Answer<{ readonly hash: Hex }> =
      this.#relayUrl === null ? { status: "cancelled" } : await give(this.#relayUrl);
    if (answer.status === "done") return { status: "submitted", hash: answer.value.hash };
    if (answer.status === "cancelled") return { status: "cancelled" };
    this.isWanted = false;
    const { title, detail, technical } = answer.reason;
    const detailed = `${detail} Nothing was sent. You can send it yourself now, for the network's fee.`;
    return { status: "failed", reason: { title, detail: detailed, ...(technical ? { technical } : {}) } };
  }
}
