import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { type ErrorBody, type ErrorCode, errorStatuses } from "./protocol/errors.ts";

/** A failure whose message may be shown to the person who caused or met it. */
export class RelayError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;
  /** What an upload has so far, for senders who are somewhere else. */
  readonly uploadOffset: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number; uploadOffset?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "RelayError";
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.uploadOffset = options.uploadOffset;
  }

  get status(): number {
    return errorStatuses[this.code];
  }
}

export const errorBody = (code: ErrorCode, message: string, requestId: string): ErrorBody => ({
  error: { code, message, requestId },
});

// SQLSTATE classes 08 (connection), 53 (resources), 57 (operator intervention) and the socket's own words.
const isDatabaseOutage = (error: { code?: unknown; message?: string }): boolean =>
  (typeof error.code === "string" &&
    (/^(08|53|57)/.test(error.code) || ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"].includes(error.code))) ||
  /timeout exceeded when trying to connect|Connection terminated/.test(error.message ?? "");

const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "request.too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "request.unsupported_media_type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request.invalid",
};

/** Translates anything thrown into an error of ours; what is not understood becomes `service.internal`. */
export const toRelayError = (error: FastifyError | Error): RelayError => {
  if (error instanceof RelayError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [issue] = error.validation;
    const where = [error.validationContext, ...(issue?.instancePath.split("/").filter(Boolean) ?? [])].join(
      ".",
    );
    return new RelayError("request.invalid", `${where}: ${issue?.message ?? "not as expected"}`);
  }
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code ? fastifyCodes[code] : undefined;
  if (known) return new RelayError(known, error.message, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new RelayError("request.invalid", error.message, { cause: error });
  }
  if (isDatabaseOutage(error)) {
    return new RelayError("database.unavailable", "The database is not reachable. Try again shortly.", {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
  return new RelayError("service.internal", "Something went wrong on our side.", { cause: error });
};

export const registerErrorHandling = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = toRelayError(error);
    if (failure.status >= 500) {
      request.log.error({ err: failure.cause ?? failure, code: failure.code }, "failed");
    } else request.log.info({ code: failure.code }, "refused");
    if (failure.retryAfterSeconds !== undefined) reply.header("retry-after", failure.retryAfterSeconds);
    if (failure.uploadOffset !== undefined) reply.header("upload-offset", failure.uploadOffset);
    return reply.status(failure.status).send(errorBody(failure.code, failure.message, request.id));
  });
  app.setNotFoundHandler((request: FastifyRequest, reply) =>
    reply.status(404).send(errorBody("request.not_found", "There is nothing at this address.", request.id)),
  );
};
