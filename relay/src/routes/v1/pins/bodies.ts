import type { FastifyInstance } from "fastify";
import { RelayError } from "../../../errors.ts";
import { pinSizeLimits } from "../../../protocol/pins.ts";

/** Requests that are sending files now, over all routes that take them. */
export type RunningUploads = Set<Promise<unknown>>;

const LARGEST = Math.max(...Object.values(pinSizeLimits));

/** The length a sender announces. Without one a body could be refused only after it has been taken. */
export const announcedLength = (headers: Record<string, unknown>): number => {
  const text = headers["content-length"];
  if (typeof text !== "string") {
    throw new RelayError("request.length_required", "Send the file with its length (Content-Length).");
  }
  const length = Number(text);
  if (length > LARGEST) {
    throw new RelayError("request.too_large", `No file may have more than ${LARGEST} bytes.`);
  }
  return length;
};

/** Keeps bodies as streams: they are counted and hashed on their way to disk and never held in memory. */
export const streamBodies = (app: FastifyInstance, running: RunningUploads, most: number): void => {
  // A cut connection still has a claim to give back, for which it needs the database.
  app.addHook("onClose", async () => {
    await Promise.allSettled(running);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  // Before headers are validated, so that a body too long is the first thing to be refused.
  app.addHook("onRequest", async ({ headers, routeOptions }) => {
    if (!routeOptions.config.streamsBody) return;
    announcedLength(headers);
    if ((headers["content-encoding"] ?? "identity") !== "identity") {
      throw new RelayError("request.unsupported_media_type", "Send the file as it is, not compressed.");
    }
    if (running.size >= most) {
      throw new RelayError("pin.too_many_uploads", "Many uploads are running. Try again shortly.", {
        retryAfterSeconds: 10,
      });
    }
  });
};
