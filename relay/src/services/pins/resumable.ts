import type { Readable } from "node:stream";
import type { Hex } from "viem";
import { RelayError } from "../../errors.ts";
import type { Pin, Resumable } from "../../protocol/pins.ts";
import {
  appendPart,
  checkPartial,
  dropPartial,
  lengthOfPartial,
  openPartial,
  partialPath,
} from "./partials.ts";
import {
  claimResumable,
  closeResumable,
  openResumable,
  readResumable,
  releaseResumable,
} from "./resumable-tickets.ts";
import { CLAIM_SECONDS, readTicket, renewClaim, type TicketRow } from "./tickets.ts";
import { pinSpooled, requireSigned, uploadLimits, type UploadContext } from "./upload.ts";

/** What has arrived, and the pin once that is everything. */
export type Progress = Resumable & { pin: Pin | null };

export const readProgress = async (context: UploadContext, nonce: Hex): Promise<Progress> => {
  const { ticket, expires } = await readResumable(context.database, nonce);
  const { size, pin } = ticket;
  if (pin !== null) return { offset: size, size, expires, pin };
  const offset = await lengthOfPartial(partialPath(context.config.spoolDirectory, ticket.nonce));
  return { offset, size, expires, pin };
};

/** Opens an upload for a signed ticket; asked twice, the same upload. */
export const beginResumable = async (
  context: UploadContext,
  nonce: Hex,
  signature: Hex,
): Promise<Progress> => {
  const ticket = await readTicket(context.database, nonce);
  await requireSigned(context, ticket, signature);
  for (const retired of await openResumable(context.database, ticket, context.config)) {
    await dropPartial(partialPath(context.config.spoolDirectory, retired));
  }
  return readProgress(context, nonce);
};

export interface Part {
  nonce: Hex;
  offset: number;
  /** What Content-Length says. */
  length: number;
  body: Readable;
}

/** Adds a part to an upload; the part that completes the file pins it. */
export const appendToResumable = async (context: UploadContext, part: Part): Promise<Progress> => {
  const { config, database } = context;
  const { ticket, claim } = await claimResumable(database, part.nonce, config.resumable.seconds);
  const renewal = setInterval(
    () => void renewClaim(database, part.nonce, claim).catch(() => undefined),
    (CLAIM_SECONDS * 1_000) / 4,
  );
  try {
    const pin = await addPart(context, ticket, claim, part);
    if (pin !== null) await dropPartial(partialPath(config.spoolDirectory, ticket.nonce));
  } catch (error) {
    if (error instanceof RefusedFile) {
      await closeResumable(database, ticket.nonce, claim);
      await dropPartial(partialPath(config.spoolDirectory, ticket.nonce));
      throw error.cause;
    }
    throw error;
  } finally {
    clearInterval(renewal);
    await releaseResumable(database, ticket.nonce, claim).catch(() => undefined);
  }
  return readProgress(context, part.nonce);
};

/** The whole file was looked at and is not wanted: sending the rest again could not help. */
class RefusedFile extends Error {
  override name = "RefusedFile";
}

const addPart = async (
  context: UploadContext,
  ticket: TicketRow,
  claim: string,
  { offset, length, body }: Part,
): Promise<Pin | null> => {
  const handle = await openPartial(partialPath(context.config.spoolDirectory, ticket.nonce));
  try {
    const { size: arrived } = await handle.stat();
    if (arrived !== offset) {
      throw new RelayError("pin.offset_mismatch", `The upload has ${arrived} bytes so far.`, {
        uploadOffset: arrived,
      });
    }
    if (offset + length > ticket.size) {
      throw new RelayError("pin.size_mismatch", `The ticket is for ${ticket.size} bytes.`);
    }
    await appendPart(body, handle, { offset, length }, uploadLimits);
    if (offset + length < ticket.size) return null;
    const spooled = await refusing(checkPartial(handle, ticket.digest));
    return await refusing(pinSpooled(context, ticket, claim, spooled));
  } finally {
    await handle.close();
  }
};

const refusing = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    const isRefusal = cause instanceof RelayError && cause.status < 500 && cause.code !== "pin.ticket_busy";
    throw isRefusal ? new RefusedFile("refused", { cause }) : cause;
  });

/** Forgets an upload and what has arrived of it. */
export const cancelResumable = async (context: UploadContext, nonce: Hex): Promise<void> => {
  const { ticket } = await readResumable(context.database, nonce);
  if (ticket.pin !== null) return;
  if (!(await closeResumable(context.database, ticket.nonce, null))) {
    throw new RelayError("pin.ticket_busy", "A part of this file is arriving.", { retryAfterSeconds: 2 });
  }
  await dropPartial(partialPath(context.config.spoolDirectory, ticket.nonce));
};
