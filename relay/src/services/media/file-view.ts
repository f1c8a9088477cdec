import type { FileHandle } from "node:fs/promises";

/** Random access to a file too long for memory. Reads past the end return what there is. */
export interface FileView {
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
}

export const viewOf = (handle: FileHandle, size: number): FileView => ({
  size,
  async read(offset, length) {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, offset);
    return buffer.subarray(0, bytesRead);
  },
});

export const ascii = (buffer: Buffer, start: number, end: number): string =>
  buffer.toString("latin1", start, end);
