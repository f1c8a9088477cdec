import type { LiveEvent } from "../../src/protocol/live.ts";

export interface Heard {
  id: string | undefined;
  event: LiveEvent;
}

/** A stream of server-sent events, read as a browser would. */
export class Listening {
  readonly heard: Heard[] = [];
  readonly response: Response;
  readonly ended: Promise<void>;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.ended = this.#read().catch(() => undefined);
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<Listening> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    return new Listening(response, abort);
  }

  get events(): LiveEvent[] {
    return this.heard.map(({ event }) => event);
  }

  get lastId(): string {
    return this.heard.findLast(({ id }) => id !== undefined)?.id ?? "";
  }

  of<Type extends LiveEvent["type"]>(type: Type): Extract<LiveEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<LiveEvent, { type: Type }> => event.type === type);
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(): Promise<void> {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) this.#hear(message);
    }
  }

  #hear(message: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(message)?.[1];
    const data = field("data");
    if (data !== undefined) this.heard.push({ id: field("id"), event: JSON.parse(data) as LiveEvent });
  }
}
