import { deleteFile, readFile, saveFile, saveRecord } from "#lib/state/draft-store.ts";
import { TabLock } from "#lib/state/tab-lock.svelte.ts";
import type { SessionSetup, StoredSetup } from "./setup.svelte.ts";

const SAVE_AFTER = 300;

/** Keeps one setup and its files on this device while it is open, as long as no other tab has it. */
export class SetupKeeper {
  state = $state<"nothing" | "saving" | "saved" | "failed">("nothing");
  readonly lock: TabLock;
  readonly #setup: SessionSetup;
  readonly #record: () => StoredSetup;
  readonly #files: Record<string, Blob> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(setup: SessionSetup, record: () => StoredSetup) {
    this.#setup = setup;
    this.#record = record;
    this.lock = new TabLock(`audifi.studio-draft.${setup.id}`);
  }

  async restoreFiles({ id, draft, decisions }: StoredSetup): Promise<void> {
    const options = decisions.flatMap((decision) => decision.options);
    const stored = Object.fromEntries([["draft", draft], ...options.map(({ key, file }) => [key, file])]);
    for (const [name, slot] of this.#setup.slots) {
      const facts = stored[name] as StoredSetup["draft"] | undefined;
      const file = facts ? await readFile(id, name) : null;
      if (!facts || file === null) continue;
      this.#files[name] = file;
      slot.restore(file, facts);
    }
  }

  /** Saves shortly after the last change. */
  saveSoon(): void {
    if (!this.lock.isMine || !this.#setup.isWorthKeeping) return;
    this.state = "saving";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), SAVE_AFTER);
  }

  /** One write after the other. What was sent is saved whoever has the draft by now, or it might be made twice. */
  saveNow(isSent = false): Promise<void> {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#save(isSent));
    return this.#last;
  }

  async #save(isSent: boolean): Promise<void> {
    if ((!this.lock.isMine && !isSent) || !this.#setup.isWorthKeeping) return;
    try {
      const { id, slots } = this.#setup;
      const files = Object.fromEntries(slots.map(([name, { file }]) => [name, file]));
      for (const [name, file] of Object.entries(files)) {
        if (file === null || this.#files[name] === file) continue;
        await saveFile(id, name, file);
        this.#files[name] = file;
      }
      for (const name of Object.keys(this.#files)) {
        if (files[name]) continue;
        await deleteFile(id, name);
        delete this.#files[name];
      }
      await saveRecord(this.#record());
      this.state = "saved";
    } catch {
      this.state = "failed";
    }
  }

  async close(): Promise<void> {
    await this.saveNow();
    this.lock.release();
  }
}
