import { UnusableFile } from "#lib/format/findings.ts";
import type { PinKind } from "#lib/relay/pins.ts";
import { FileUpload, type StoredUpload } from "#lib/state/file-upload.svelte.ts";

/** What a draft keeps of a file beside the file itself. */
export interface StoredFile<Facts> {
  readonly name: string;
  readonly facts: Facts;
  readonly upload: StoredUpload;
}

/** One chosen file: what was found in it, what is wrong with it, and its way to IPFS. */
export class FileSlot<Facts> {
  file = $state.raw<Blob | null>(null);
  name = $state("");
  facts = $state.raw<Facts | null>(null);
  problem = $state<string | null>(null);
  isReading = $state(false);
  upload = $state.raw<FileUpload | null>(null);
  /** Counts whatever is worth saving. */
  changes = $state(0);
  readonly #kind: PinKind;
  readonly #read: (file: Blob) => Promise<Facts>;
  #turn = 0;

  constructor(kind: PinKind, read: (file: Blob) => Promise<Facts>) {
    this.#kind = kind;
    this.#read = read;
  }

  /** Looks at a file. A choice made meanwhile wins, whichever is read faster. */
  async choose(file: File | null): Promise<void> {
    const turn = (this.#turn += 1);
    this.upload?.drop();
    this.upload = null;
    this.file = null;
    this.facts = null;
    this.problem = null;
    this.isReading = file !== null;
    this.changes += 1;
    if (file === null) return;
    try {
      const facts = await this.#read(file);
      if (turn === this.#turn) this.#take(file, file.name, facts, null);
    } catch (error) {
      if (turn === this.#turn) this.problem = wordsOf(error);
    } finally {
      if (turn === this.#turn) [this.isReading, this.changes] = [false, this.changes + 1];
    }
  }

  /** Takes up a file that this device had kept. */
  restore(file: Blob, { name, facts, upload }: StoredFile<Facts>): void {
    this.#turn += 1;
    this.#take(file, name, facts, upload);
  }

  get stored(): StoredFile<Facts> | null {
    if (this.facts === null || this.upload === null) return null;
    return { name: this.name, facts: this.facts, upload: this.upload.stored };
  }

  #take(file: Blob, name: string, facts: Facts, upload: StoredUpload | null): void {
    this.file = file;
    this.name = name;
    this.facts = facts;
    this.upload = new FileUpload(this.#kind, file, upload, () => (this.changes += 1));
    this.changes += 1;
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof UnusableFile) return error.message;
  return "This file cannot be read on this device. Try again, or choose another one.";
}
