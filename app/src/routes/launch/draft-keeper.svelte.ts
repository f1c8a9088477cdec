import { deleteFile, readFile, saveFile, saveRecord } from "#lib/state/draft-store.ts";
import { TabLock } from "#lib/state/tab-lock.svelte.ts";
import type { LaunchDraft, StoredLaunchDraft } from "./draft.svelte.ts";

const SAVE_AFTER = 300;

type Kept = "nothing" | "saving" | "saved" | "failed";

/** Keeps one draft on this device while it is open, as long as no other tab has it. */
export class DraftKeeper {
  state = $state<Kept>("nothing");
  readonly lock: TabLock;
  readonly #draft: LaunchDraft;
  readonly #record: () => StoredLaunchDraft;
  readonly #files: Record<string, Blob | null> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(draft: LaunchDraft, record: () => StoredLaunchDraft) {
    this.#draft = draft;
    this.#record = record;
    this.lock = new TabLock(`audifi.draft.${draft.id}`);
  }

  /** Files that a draft was opened with need not be written again. */
  async restoreFiles({ id, audio, cover }: StoredLaunchDraft): Promise<void> {
    for (const [name, slot, stored] of [
      ["audio", this.#draft.audio, audio],
      ["cover", this.#draft.cover, cover],
    ] as const) {
      const file = stored === null ? null : await readFile(id, name);
      if (file === null || stored === null) continue;
      this.#files[name] = file;
      slot.restore(file, stored as never);
    }
  }

  /** Saves shortly after the last change. */
  saveSoon(): void {
    if (!this.lock.isMine || !this.#draft.isWorthKeeping) return;
    this.state = "saving";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), SAVE_AFTER);
  }

  /**
   * Saves what has changed, one write after the other. A launch that was sent is saved whoever has the draft by now, or
   * it might be launched twice.
   */
  saveNow(isSent = false): Promise<void> {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#save(isSent));
    return this.#last;
  }

  async #save(isSent: boolean): Promise<void> {
    if ((!this.lock.isMine && !isSent) || !this.#draft.isWorthKeeping) return;
    try {
      await this.#saveFile("audio", this.#draft.audio.file);
      await this.#saveFile("cover", this.#draft.cover.file);
      await saveRecord(this.#record());
      this.state = "saved";
    } catch {
      this.state = "failed";
    }
  }

  async #saveFile(name: string, file: Blob | null): Promise<void> {
    if ((this.#files[name] ?? null) === file) return;
    if (file === null) await deleteFile(this.#draft.id, name);
    else await saveFile(this.#draft.id, name, file);
    this.#files[name] = file;
  }

  async close(): Promise<void> {
    await this.saveNow();
    this.lock.release();
  }
}
