import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, type FileHandle, readdir, stat, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { RelayError } from "../../errors.ts";
import { MarkupScanner } from "../media/markup-scanner.ts";
import { pacedChunks, requireDigest, type Spooled, type SpoolLimits } from "./spool.ts";

const PREFIX = "audifi-partial-";

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Where the part of a file that has arrived lies. Its length is the upload's offset: nothing else records it. */
export const partialPath = (directory: string | undefined, nonce: Buffer): string =>
  // The nonce opens the upload, so a listing of the folder must not give it away.
  join(directory ?? tmpdir(), PREFIX + createHash("sha256").update(nonce).digest("hex"));

export const lengthOfPartial = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
};

export const dropPartial = async (path: string): Promise<void> => {
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
};

/** A file that is gone, because a disk was cleared or another relay had it, begins anew. */
export const openPartial = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDWR | constants.O_CREAT, 0o600);

/** Writes a body behind what is there. What arrived before the sender broke off stays. */
export const appendPart = async (
  body: Readable,
  handle: FileHandle,
  { offset, length }: { offset: number; length: number },
  limits: SpoolLimits,
): Promise<void> => {
  let written = 0;
  for await (const chunk of pacedChunks(body, length, limits)) {
    if (written + chunk.length > length) {
      throw new RelayError("pin.size_mismatch", "The part is longer than announced.");
    }
    await handle.write(chunk, 0, chunk.length, offset + written);
    written += chunk.length;
  }
  if (written < length) throw new RelayError("pin.body_incomplete", "The part is shorter than announced.");
};

/** Reads a whole file once more and makes sure that it is the one that was announced. */
export const checkPartial = async (handle: FileHandle, digest: Buffer): Promise<Spooled> => {
  const stream = () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 262_144 });
  const hash = createHash("sha256");
  const scanner = new MarkupScanner();
  for await (const chunk of stream() as AsyncIterable<Buffer>) {
    hash.update(chunk);
    scanner.update(chunk);
  }
  requireDigest(hash.digest(), digest);
  return { handle, hasMarkup: scanner.found, stream };
};

/** Deletes what nobody added to for so long. Relays may share the folder, so the file's own time decides. */
export const sweepPartials = async (directory: string | undefined, olderThanMs: number): Promise<void> => {
  const folder = directory ?? tmpdir();
  for (const name of await readdir(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(folder, name);
    const changed = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > olderThanMs) await dropPartial(path);
  }
};
