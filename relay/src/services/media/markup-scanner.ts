const LESS_THAN = 0x3c;
// Long enough that compressed data does not contain them by chance: under 1e-6 for the largest audio file.
const markers = ["<script", "<iframe", "<!doctype html", "<foreignobject"];
const LONGEST = Math.max(...markers.map((marker) => marker.length));

/**
 * Looks for markup in a stream of bytes. A picture or a recording with a script inside is a polyglot made for
 * gateways that guess types; no encoder writes one.
 */
export class MarkupScanner {
  #tail = Buffer.alloc(0);
  #found = false;

  get found(): boolean {
    return this.#found;
  }

  update(chunk: Buffer): void {
    if (this.#found) return;
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk;
    for (let at = bytes.indexOf(LESS_THAN); at !== -1; at = bytes.indexOf(LESS_THAN, at + 1)) {
      const word = bytes.toString("latin1", at, at + LONGEST).toLowerCase();
      if (markers.some((marker) => word.startsWith(marker))) {
        this.#found = true;
        return;
      }
    }
    this.#tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - (LONGEST - 1))));
  }
}
