import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  nonceSchema,
  partHeadersSchema,
  partialUploadType,
  pinSchema,
  pinSizeLimits,
  resumableSchema,
  uploadHeadersSchema,
} from "../../../protocol/pins.ts";
import { sweepPartials } from "../../../services/pins/partials.ts";
import {
  appendToResumable,
  beginResumable,
  cancelResumable,
  type Progress,
  readProgress,
} from "../../../services/pins/resumable.ts";
import { announcedLength, streamBodies } from "./bodies.ts";
import { type UploadOptions, watched } from "./uploads.ts";

const SWEEP_MS = 3_600_000;

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };
const params = z.object({ nonce: nonceSchema });

/** The headers of the IETF's draft "Resumable Uploads for HTTP". */
const describe = (reply: FastifyReply, { offset, size, pin }: Progress): FastifyReply =>
  reply.headers({
    "upload-offset": offset,
    "upload-length": size,
    "upload-complete": pin === null ? "?0" : "?1",
  });

/** Keeps the folder of unfinished uploads free of what nobody will finish. */
const sweepHourly = (app: FastifyInstance, { config }: UploadOptions["context"]): void => {
  const sweep = () =>
    sweepPartials(config.spoolDirectory, config.resumable.seconds * 1_000).catch((error: unknown) =>
      app.log.warn({ err: error }, "the folder of unfinished uploads cannot be swept"),
    );
  const timer = setInterval(() => void sweep(), SWEEP_MS).unref();
  app.addHook("onReady", sweep);
  app.addHook("onClose", async () => clearInterval(timer));
};

export const resumableRoutes: FastifyPluginAsyncZod<UploadOptions> = async (app, options) => {
  const { context, metrics, running, onPinned } = options;
  // Not the options themselves: they carry the prefix, which would be put before these routes once more.
  const inner = { context, metrics, running, onPinned };
  streamBodies(app, running, context.config.maxUploads);
  sweepHourly(app, context);
  await app.register(beginRoute, inner);
  await app.register(partRoute, inner);

  app.head("/:nonce", { schema: { params } }, async (request, reply) =>
    describe(reply, await readProgress(context, request.params.nonce))
      .status(204)
      .send(),
  );

  app.delete(
    "/:nonce",
    {
      schema: {
        summary: "Forget an upload and what has arrived of it",
        params,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      await cancelResumable(context, request.params.nonce);
      return reply.status(204).send(null);
    },
  );
};

const beginRoute: FastifyPluginAsyncZod<UploadOptions> = async (app, { context }) => {
  const { config } = context;
  app.post(
    "",
    {
      bodyLimit: 1,
      schema: {
        summary: "Begin an upload that can go on after a broken connection",
        description:
          "Takes a signed ticket and no body. The upload is then known by its ticket's nonce; whoever knows it may add to it.",
        headers: uploadHeadersSchema,
        response: { 201: resumableSchema, ...failures },
      },
    },
    async (request, reply) => {
      const nonce = request.headers["x-audifi-ticket"];
      const progress = await beginResumable(context, nonce, request.headers["x-audifi-signature"]);
      const largest = Math.max(...Object.values(pinSizeLimits));
      return describe(reply, progress)
        .headers({
          location: `/v1/pins/uploads/${nonce}`,
          "upload-limit": `max-size=${largest}, max-age=${config.resumable.seconds}`,
        })
        .status(201)
        .send(progress);
    },
  );
};

const partRoute: FastifyPluginAsyncZod<UploadOptions> = async (app, { context, ...rest }) => {
  app.patch(
    "/:nonce",
    {
      config: { streamsBody: true },
      schema: {
        summary: "Add a part to an upload",
        description:
          "What arrives stays, also when the connection breaks: ask for the offset (HEAD) and go on there. The part that completes the file is answered with its pin.",
        consumes: [partialUploadType],
        params,
        headers: partHeadersSchema,
        response: { 200: pinSchema, 202: resumableSchema, ...failures },
      },
    },
    async (request, reply) => {
      if (request.headers["content-type"] !== partialUploadType) {
        throw new RelayError("request.unsupported_media_type", `Send parts as ${partialUploadType}.`);
      }
      const part = {
        nonce: request.params.nonce,
        offset: request.headers["upload-offset"],
        length: announcedLength(request.headers),
        body: (request.body ?? request.raw) as Readable,
      };
      const progress = await watched(rest, appendToResumable(context, part), ({ pin }) => pin);
      const answer = describe(reply, progress);
      return progress.pin === null ? answer.status(202).send(progress) : answer.send(progress.pin);
    },
  );
};
