type DownloadState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly lines: number }
  | { readonly kind: "done"; readonly lines: number }
  | { readonly kind: "failed" };

function saveAs(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

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
      saveAs(new Blob(parts, { type: "text/csv;charset=utf-8" }), name);
      this.state = { kind: "done", lines: Math.max(lines, 0) };
    } catch {
      this.state = { kind: "failed" };
    }
  }
}
