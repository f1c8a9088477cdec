import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ParsedMail } from "mailparser";
import { readJson, writeJson } from "../json-file.ts";

export interface StoredLetter {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** ISO 8601. */
  receivedAt: string;
}

const MOST = 500;
const idPattern = /^\d{13}-\d{4}$/;

/** Letters as files, so that a restart finds them. */
export class LetterStore {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Newest first. */
  #ids(): string[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
    return names
      .map((name) => name.slice(0, -".json".length))
      .sort()
      .reverse();
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  add(mail: ParsedMail): StoredLetter {
    const now = Date.now();
    this.#count = (this.#count + 1) % 10_000;
    const id = `${now}-${String(this.#count).padStart(4, "0")}`;
    const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ""));
    const letter: StoredLetter = {
      ...{ id, to, from: mail.from?.text ?? "", subject: mail.subject ?? "", text: mail.text ?? "" },
      html: mail.html || "",
      receivedAt: new Date(now).toISOString(),
    };
    writeJson(this.#file(id), letter);
    for (const old of this.#ids().slice(MOST)) rmSync(this.#file(old), { force: true });
    return letter;
  }

  /** All letters, or those to an address. */
  list(to?: string): StoredLetter[] {
    const letters = this.#ids().flatMap((id) => this.get(id) ?? []);
    return to === undefined ? letters : letters.filter((letter) => letter.to.includes(to.toLowerCase()));
  }

  get(id: string): StoredLetter | undefined {
    return idPattern.test(id) ? readJson<StoredLetter>(this.#file(id)) : undefined;
  }

  empty(): void {
    for (const id of this.#ids()) rmSync(this.#file(id), { force: true });
  }
}
