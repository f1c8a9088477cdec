import type { Readable } from "node:stream";
import type { Hex } from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { Pin } from "../../protocol/pins.ts";
import { viewOf } from "../media/file-view.ts";
import { inspectContent } from "../media/inspect.ts";
import { requireTicketSignature } from "../signatures.ts";
import { type PinTarget, requireUsableCid } from "../targets/target.ts";
import { type Spooled, type SpoolLimits, withSpooledBody } from "./spool.ts";
import {
  CLAIM_SECONDS,
  claimTicket,
  completeTicket,
  readTicket,
  releaseClaim,
  renewClaim,
  requireOpen,
  type TicketRow,
  ticketOf,
} from "./tickets.ts";

export interface UploadContext {
  config: Config;
  database: Database;
  chain: Chain;
  /** The first takes the file now, the others get it through the outbox. */
  targets: readonly PinTarget[];
}

export interface Upload {
  nonce: Hex;
  signature: Hex;
  /** What Content-Length says. */
  length: number;
  body: Readable;
}

export const uploadLimits: SpoolLimits = { idleMs: 30_000, minBytesPerSecond: 32 * 1_024 };

/** Checks the ticket before the first byte of the body is read, and the body before anything is pinned. */
const openUpload = async (context: UploadContext, upload: Omit<Upload, "body">): Promise<TicketRow> => {
  const ticket = await readTicket(context.database, upload.nonce);
  requireOpen(ticket);
  if (upload.length !== ticket.size) {
    throw new RelayError("pin.size_mismatch", `The ticket is for ${ticket.size} bytes.`);
  }
  await requireSigned(context, ticket, upload.signature);
  return ticket;
};

export const requireSigned = (context: UploadContext, ticket: TicketRow, signature: Hex): Promise<void> => {
  const { size, deadline, ...rest } = ticketOf(ticket);
  const message = { ...rest, size: BigInt(size), deadline: BigInt(deadline) };
  return requireTicketSignature(context.chain, context.config.chainId, message, signature);
};

export const receiveUpload = async (context: UploadContext, upload: Upload): Promise<Pin> => {
  const { config, database } = context;
  const ticket = await openUpload(context, upload);
  const claim = await claimTicket(database, upload.nonce, config.quota);
  // A renewal that fails is made up for by the next one; a claim that lapsed is noticed on completion.
  const renewal = setInterval(
    () => void renewClaim(database, upload.nonce, claim).catch(() => undefined),
    (CLAIM_SECONDS * 1_000) / 4,
  );
  try {
    return await withSpooledBody(upload.body, ticket, config.spoolDirectory, uploadLimits, (spooled) =>
      pinSpooled(context, ticket, claim, spooled),
    );
  } catch (error) {
    const isOurFault = !(error instanceof RelayError) || error.status >= 500;
    await releaseClaim(database, upload.nonce, claim, isOurFault).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(renewal);
  }
};

/** Looks at a whole file, pins it and uses up its ticket. */
export const pinSpooled = async (
  { database, targets }: UploadContext,
  ticket: TicketRow,
  claim: string,
  spooled: Spooled,
): Promise<Pin> => {
  const { kind, size } = ticket;
  const contentType = await inspectContent(kind, viewOf(spooled.handle, size), spooled.hasMarkup);
  const [first, ...others] = targets;
  if (!first) throw new Error("No pinning target is configured.");
  let cid: string;
  try {
    cid = requireUsableCid(await first.add(spooled.stream(), size), size, ticket.digest);
  } catch (cause) {
    throw new RelayError(
      "pin.target_unavailable",
      "The pinning service is not reachable. The ticket stays good.",
      {
        cause,
        retryAfterSeconds: 5,
      },
    );
  }
  await completeTicket(
    database,
    ticket,
    claim,
    { cid, contentType },
    others.map(({ name }) => name),
  );
  return { cid, size, kind, contentType };
};
