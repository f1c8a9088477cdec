import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { open, type FileHandle, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { RelayError } from "../../errors.ts";
import { MarkupScanner } from "../media/markup-scanner.ts";

export interface Spooled {
  readonly handle: FileHandle;
  readonly hasMarkup: boolean;
  /** The bytes from the beginning, as often as needed. */
  stream(): AsyncIterable<Buffer>;
}

export interface SpoolLimits {
  /** Longest silence of the sender. */
  idleMs: number;
  /** Slowest average a sender may keep up, beyond a grace of `idleMs`. */
  minBytesPerSecond: number;
}

const incomplete = (message: string, cause?: unknown) =>
  new RelayError("pin.body_incomplete", message, { cause });

export const requireDigest = (found: Buffer, expected: Buffer): void => {
  if (!timingSafeEqual(found, expected)) {
    throw new RelayError("pin.digest_mismatch", "The file is not the one the ticket was made for.");
  }
};

/** The chunks of a body of `size` bytes for as long as its sender keeps the pace. */
export async function* pacedChunks(
  body: Readable,
  size: number,
  limits: SpoolLimits,
): AsyncGenerator<Buffer> {
  const deadline = Date.now() + limits.idleMs + (size / limits.minBytesPerSecond) * 1_000;
  const timeLeft = () => Math.min(limits.idleMs, Math.max(1, deadline - Date.now()));
  const giveUp = () => body.destroy(incomplete("The upload stood still for too long."));
  let timer = setTimeout(giveUp, timeLeft());
  try {
    // Leaving early must not destroy the request: the refusal still has to travel back over its socket.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeLeft());
      yield chunk;
    }
  } catch (error) {
    if (error instanceof RelayError) throw error;
    throw incomplete("The upload broke off.", error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Writes a body to disk while hashing it, never holding more than a chunk, and hands it to `use` once it is exactly
 * what was announced. The file has no name from the start, so that a crash leaves nothing behind.
 */
export const withSpooledBody = async <T>(
  body: Readable,
  expected: { size: number; digest: Buffer },
  directory: string | undefined,
  limits: SpoolLimits,
  use: (spooled: Spooled) => Promise<T>,
): Promise<T> => {
  const path = join(directory ?? tmpdir(), `audifi-relay-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
    const hasMarkup = await receive(body, handle, expected, limits);
    return await use({
      handle,
      hasMarkup,
      stream: () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 262_144 }),
    });
  } finally {
    await handle.close();
  }
};

const receive = async (
  body: Readable,
  handle: FileHandle,
  expected: { size: number; digest: Buffer },
  limits: SpoolLimits,
): Promise<boolean> => {
  const hash = createHash("sha256");
  const scanner = new MarkupScanner();
  let received = 0;
  for await (const chunk of pacedChunks(body, expected.size, limits)) {
    received += chunk.length;
    if (received > expected.size) {
      throw new RelayError("pin.size_mismatch", "The file is longer than announced.");
    }
    hash.update(chunk);
    scanner.update(chunk);
    await handle.appendFile(chunk);
  }
  if (received < expected.size) throw incomplete("The file is shorter than announced.");
  requireDigest(hash.digest(), expected.digest);
  return scanner.found;
};
