import type { NewSession } from "#lib/chain/actions/create-session.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import type { SetupNumbers } from "#lib/format/studio-setup.ts";
import { Attempt } from "#lib/state/attempt.svelte.ts";
import { outcomeOfUpload } from "#lib/state/uploads.svelte.ts";
import type { SessionSetup } from "./setup.svelte.ts";

const STAND_IN = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

/** From the last click to the transaction: checks, uploads what is missing, makes the session. */
export class SetupRun {
  readonly attempt = new Attempt();
  /** What is being done, in words; null when nothing is. */
  step = $state<string | null>(null);
  readonly #setup: SessionSetup;

  constructor(setup: SessionSetup) {
    this.#setup = setup;
  }

  get isBusy(): boolean {
    return this.attempt.isBusy;
  }

  /** Files that have no permission yet; the wallet asks for one each. */
  get permissions(): number {
    return this.#setup.slots.filter(([, { upload }]) => upload && !upload.isOpened && !upload.cid).length;
  }

  /** True when the wallet has sent it. */
  start(network: NetworkConfig, numbers: SetupNumbers): Promise<boolean> {
    return this.attempt.run(`Making the session ${this.#setup.fields.title.trim()}`, async () => {
      try {
        return await this.#go(network, numbers);
      } catch (error) {
        if (error instanceof Error && error.name === "Paused") return { status: "cancelled" };
        return outcomeOfUpload(error);
      } finally {
        this.step = null;
      }
    });
  }

  async #go(network: NetworkConfig, numbers: SetupNumbers): Promise<Outcome> {
    const { checkSession, createSession } = await import("#lib/chain/actions/create-session.ts");
    this.step = "Checking it with the network";
    const reason = await checkSession(
      network,
      this.#session(numbers, () => STAND_IN),
    );
    if (reason) return { status: "cannot-send", reason };
    const cids: Record<string, string> = {};
    const files = this.#setup.slots.filter(([, { upload }]) => upload !== null);
    for (const [at, [name, { upload }]] of files.entries()) {
      this.step = `Uploading file ${at + 1} of ${files.length}`;
      if (upload) cids[name] = await upload.run(network);
    }
    this.step = "Making the session";
    const session = this.#session(numbers, (name) => cids[name] ?? "");
    const outcome = await createSession(network, session);
    if (outcome.status === "submitted") this.#setup.sent = outcome.hash;
    return outcome;
  }

  #session({ rule }: SetupNumbers, cidOf: (name: string) => string): NewSession {
    const { artistId, fields, decisions } = this.#setup;
    return {
      ...{ artistId, title: fields.title.trim(), draftCid: cidOf("draft"), rule },
      decisions: decisions.map(({ kind, question, options }) => ({
        ...{ kind, question: question.trim() },
        options: options.map(({ key, label, slot }) => ({
          ...{ label: label.trim(), contentCid: kind === "text" && !slot.upload ? null : cidOf(key) },
        })),
      })),
    };
  }
}
