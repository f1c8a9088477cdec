import { invalidateAll } from "$app/navigation";
import type { Answer } from "#lib/format/answer.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";

/** Most people read, so that what signs and sends travels when somebody does it. */
const loadTools = () => Promise.all([import("#lib/chain/sign-comment.ts"), import("#lib/relay/comments.ts")]);

/** Somebody says something about a master, or has it removed: a signature, then the relay. */
export class Commenting {
  isBusy = $state(false);
  reason = $state.raw<Reason | null>(null);

  /** Whether it stands now. */
  async say(
    network: NetworkConfig,
    relayUrl: string,
    comment: { readonly master: Hex; readonly text: string },
  ): Promise<boolean> {
    return this.#run(async () => {
      const [{ signComment }, { sendComment }] = await loadTools();
      const signed = await signComment(network, comment);
      return signed.status === "done" ? sendComment(relayUrl, signed.value) : signed;
    });
  }

  async remove(network: NetworkConfig, relayUrl: string, id: Hex): Promise<boolean> {
    return this.#run(async () => {
      const [{ signCommentRemoval }, { removeComment }] = await loadTools();
      const signed = await signCommentRemoval(network, id);
      return signed.status === "done" ? removeComment(relayUrl, id, signed.value) : signed;
    });
  }

  async #run(work: () => Promise<Answer<unknown>>): Promise<boolean> {
    [this.isBusy, this.reason] = [true, null];
    const answer = await work();
    if (answer.status === "done") await invalidateAll();
    else if (answer.status !== "cancelled") this.reason = answer.reason;
    this.isBusy = false;
    return answer.status === "done";
  }
}
