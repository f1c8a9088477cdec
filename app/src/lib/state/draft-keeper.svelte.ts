import { deleteFile, readFile, saveFile, saveRecord, type StoredRecord } from "./draft-store.ts";
import { TabLock } from "./tab-lock.svelte.ts";

const SAVE_AFTER = 300;

/** What can be kept: something in the making, with the files it needs. */
export interface KeptDraft {
  readonly id: string;
  /** Whether anything was entered that would be missed. */
  readonly isWorthKeeping: boolean;
  /** Whether a file is still looked at that will be among its files. */
  readonly isReading: boolean;
  /** Every file by the name under which it is kept. */
  readonly files: readonly (readonly [name: string, file: Blob | null])[];
}

/** Keeps one draft and its files on this device while it is open, as long as no other tab has it. */
export class DraftKeeper {
  state = $state<"nothing" | "saving" | "saved" | "failed">("nothing");
  readonly lock: TabLock;
  readonly #draft: KeptDraft;
  readonly #record: () => StoredRecord;
  readonly #files: Record<string, Blob> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();
  #changes = 0;

  constructor(draft: KeptDraft, record: () => StoredRecord) {
    this.#draft = draft;
    this.#record = record;
    this.lock = new TabLock(`audifi.draft.${draft.id}`);
  }

  /** A file that was kept with the draft, which need not be written again. */
  async readFile(name: string): Promise<Blob | null> {
    const file = await readFile(this.#draft.id, name);
    if (file !== null) this.#files[name] = file;
    return file;
  }

  /** Saves shortly after the last change. */
  saveSoon(): void {
    if (!this.lock.isMine || !this.#draft.isWorthKeeping) return;
    this.#changes += 1;
    this.state = "saving";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), SAVE_AFTER);
  }

  /**
   * Saves what has changed, one write after the other. What was sent is saved whoever has the draft by now, or it might
   * be sent twice.
   */
  saveNow(isSent = false): Promise<void> {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#save(isSent));
    return this.#last;
  }

  async #save(isSent: boolean): Promise<void> {
    if ((!this.lock.isMine && !isSent) || !this.#draft.isWorthKeeping) return;
    const changes = this.#changes;
    const end = await this.#saveAll();
    // What came meanwhile, or is still read, is not in what was saved.
    if (changes !== this.#changes || (end === "saved" && this.#draft.isReading)) return;
    this.state = end;
  }

  async #saveAll(): Promise<"saved" | "failed"> {
    try {
      await this.#saveFiles();
      await saveRecord(this.#record());
      return "saved";
    } catch {
      return "failed";
    }
  }

  async #saveFiles(): Promise<void> {
    const { id } = this.#draft;
    const files = Object.fromEntries(this.#draft.files);
    for (const [name, file] of Object.entries(files)) {
      if (!file || this.#files[name] === file) continue;
      await saveFile(id, name, file);
      this.#files[name] = file;
    }
    for (const name of Object.keys(this.#files)) {
      if (files[name]) continue;
      await deleteFile(id, name);
      delete this.#files[name];
    }
  }

  async close(): Promise<void> {
    await this.saveNow();
    this.lock.release();
  }
}
