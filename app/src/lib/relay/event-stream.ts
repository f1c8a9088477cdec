/** One event of a stream, with the id from which the stream can be resumed. */
export interface StreamEvent {
  readonly id: string;
  readonly data: string;
}

/** Takes server-sent events apart as their text arrives in pieces. */
export class EventParser {
  #rest = "";
  #data: string[] = [];
  #id = "";

  /** The events that this piece completes. */
  read(piece: string): StreamEvent[] {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): StreamEvent | null {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return null;
  }

  #dispatch(): StreamEvent | null {
    const data = this.#data.join("\n");
    this.#data = [];
    return data === "" ? null : { id: this.#id, data };
  }
}
