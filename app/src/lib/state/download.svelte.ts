import { saveFile } from "./save-file.ts";

type DownloadState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly lines: number }
  | { readonly kind: "done"; readonly lines: number }
  | { readonly kind: "failed" };

function countLines(chunk: Uint8Array): number {
  let lines = 0;
  for (const byte of chunk) if (byte === 10) lines += 1;
  return lines;
}

/** Fetches a table of unknown length, counting its lines, and saves it only when all of it has come. */
export class TableDownload {
  state = $state.raw<DownloadState>({ kind: "idle" });

  async run(path: string, name: string): Promise<void> {
    if (this.state.kind === "running") return;
    this.state = { kind: "running", lines: 0 };
    try {
      const response = await fetch(path);
      if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
      const parts: BlobPart[] = [];
      let lines = -1;
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        lines += countLines(part.value);
        this.state = { kind: "running", lines: Math.max(lines, 0) };
      }
      saveFile(new Blob(parts, { type: "text/csv;charset=utf-8" }), name);
      this.state = { kind: "done", lines: Math.max(lines, 0) };
    } catch {
      this.state = { kind: "failed" };
    }
  }
}
