import type { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { toRelayError } from "../../../errors.ts";
import type { Metrics } from "../../../plugins/metrics.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { type Pin, pinSchema, uploadHeadersSchema } from "../../../protocol/pins.ts";
import { receiveUpload, type UploadContext } from "../../../services/pins/upload.ts";
import { announcedLength, type RunningUploads, streamBodies } from "./bodies.ts";

export interface UploadOptions {
  context: UploadContext;
  metrics: Metrics;
  running: RunningUploads;
  onPinned: () => void;
}

/** Counts a request that sends a file and what became of it; one that pinned something wakes the outbox. */
export const watched = async <T>(
  { running, metrics, onPinned }: Omit<UploadOptions, "context">,
  work: Promise<T>,
  pinOf: (result: T) => Pin | null,
): Promise<T> => {
  running.add(work);
  try {
    const result = await work;
    const pin = pinOf(result);
    if (pin !== null) {
      metrics.uploads.inc({ kind: pin.kind, outcome: "pinned" });
      metrics.uploadBytes.inc({ kind: pin.kind }, pin.size);
      onPinned();
    }
    return result;
  } catch (error) {
    metrics.uploads.inc({ kind: "none", outcome: toRelayError(error as Error).code });
    throw error;
  } finally {
    running.delete(work);
  }
};

export const uploadRoutes: FastifyPluginAsyncZod<UploadOptions> = async (app, { context, ...rest }) => {
  streamBodies(app, rest.running, context.config.maxUploads);

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
    (request) =>
      watched(
        rest,
        receiveUpload(context, {
          nonce: request.headers["x-audifi-ticket"],
          signature: request.headers["x-audifi-signature"],
          length: announcedLength(request.headers),
          body: (request.body ?? request.raw) as Readable,
        }),
        (pin) => pin,
      ),
  );
};
