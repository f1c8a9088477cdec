import { displayLongText, LONGEST_TEXT } from "#lib/format/long-text.ts";

const PATIENCE = 30_000;

type LongTextStage = "waiting" | "loading" | "failed" | "too-long" | "shown";

/** A text on IPFS that is fetched once somebody asks for it. Whoever pinned it may have put anything there. */
export class LongText {
  stage = $state<LongTextStage>("waiting");
  text = $state("");
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Fetches it unless that was done, or is under way. */
  async ask(): Promise<void> {
    if (this.stage !== "waiting" && this.stage !== "failed") return;
    this.stage = "loading";
    try {
      const bytes = await readAtMost(this.#url, LONGEST_TEXT);
      this.stage = bytes === null ? "too-long" : "shown";
      if (bytes !== null) this.text = displayLongText(new TextDecoder().decode(bytes));
    } catch {
      this.stage = "failed";
    }
  }
}

/** The body of an answer; null where it is longer than that, which is then not read to its end. */
async function readAtMost(url: string, most: number): Promise<Uint8Array | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok || response.body === null) throw new Error(`the gateway answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
