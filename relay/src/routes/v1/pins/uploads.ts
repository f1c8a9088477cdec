import type { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RelayError, toRelayError } from "../../../errors.ts";
import type { Metrics } from "../../../plugins/metrics.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { pinSchema, pinSizeLimits, uploadHeadersSchema } from "../../../protocol/pins.ts";
import { receiveUpload, type UploadContext } from "../../../services/pins/upload.ts";

export interface UploadOptions {
  context: UploadContext;
  metrics: Metrics;
  onPinned: () => void;
}

const LARGEST = Math.max(...Object.values(pinSizeLimits));

/** The length a sender announces. Without one a body could be refused only after it has been taken. */
const announcedLength = (headers: Record<string, unknown>): number => {
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

export const uploadRoutes: FastifyPluginAsyncZod<UploadOptions> = async (
  app,
  { context, metrics, onPinned },
) => {
  const { maxUploads } = context.config;
  const running = new Set<Promise<unknown>>();
  // A cut connection still has a claim to give back, for which it needs the database.
  app.addHook("onClose", async () => {
    await Promise.allSettled(running);
  });

  // The body stays a stream: it is counted and hashed on its way to disk and never held in memory.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  // Before headers are validated, so that a body too long is the first thing to be refused.
  app.addHook("onRequest", async (request) => {
    announcedLength(request.headers);
    if ((request.headers["content-encoding"] ?? "identity") !== "identity") {
      throw new RelayError("request.unsupported_media_type", "Send the file as it is, not compressed.");
    }
    if (running.size >= maxUploads) {
      throw new RelayError("pin.too_many_uploads", "Many uploads are running. Try again shortly.", {
        retryAfterSeconds: 10,
      });
    }
  });

  app.post(
    "",
    {
      config: { streamsBody: true },
      schema: {
        summary: "Pin a file",
        description: "The body is the file and nothing else. Only what its ticket describes is accepted.",
        consumes: ["application/octet-stream"],
        headers: uploadHeadersSchema,
        response: { 200: pinSchema, "4xx": errorBodySchema, "5xx": errorBodySchema },
      },
    },
    async (request) => {
      const upload = receiveUpload(context, {
        nonce: request.headers["x-audifi-ticket"],
        signature: request.headers["x-audifi-signature"],
        length: announcedLength(request.headers),
        body: (request.body ?? request.raw) as Readable,
      });
      running.add(upload);
      try {
        const pin = await upload;
        metrics.uploads.inc({ kind: pin.kind, outcome: "pinned" });
        metrics.uploadBytes.inc({ kind: pin.kind }, pin.size);
        onPinned();
        return pin;
      } catch (error) {
        metrics.uploads.inc({ kind: "none", outcome: toRelayError(error as Error).code });
        throw error;
      } finally {
        running.delete(upload);
      }
    },
  );
};
