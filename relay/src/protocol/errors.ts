import { z } from "./zod.ts";

/** Every code a client may meet, with its HTTP status. Codes are stable; messages are for people and may change. */
export const errorStatuses = {
  "request.invalid": 400,
  "request.not_found": 404,
  "request.length_required": 411,
  "request.too_large": 413,
  "request.unsupported_media_type": 415,
  "request.rate_limited": 429,
  "auth.required": 401,
  "auth.session_ended": 401,
  "auth.second_factor_required": 403,
  "auth.step_up_required": 403,
  "auth.origin_refused": 403,
  "auth.method_unavailable": 503,
  "auth.link_expired": 410,
  "auth.code_invalid": 401,
  "auth.too_many_attempts": 429,
  "auth.message_invalid": 400,
  "auth.nonce_invalid": 401,
  "auth.signature_invalid": 401,
  "auth.provider_refused": 401,
  "account.last_way_in": 409,
  "account.wallet_taken": 409,
  "account.wallet_unknown": 404,
  "account.too_many_wallets": 409,
  "account.identity_taken": 409,
  "account.identity_unknown": 404,
  "account.session_unknown": 404,
  "account.second_factor_enabled": 409,
  "account.second_factor_missing": 409,
  "webhook.signature_invalid": 401,
  "pin.size_over_limit": 413,
  "pin.ticket_unknown": 404,
  "pin.ticket_expired": 410,
  "pin.ticket_used": 409,
  "pin.ticket_busy": 409,
  "pin.ticket_exhausted": 409,
  "pin.signature_invalid": 401,
  "pin.size_mismatch": 400,
  "pin.digest_mismatch": 400,
  "pin.body_incomplete": 400,
  "pin.upload_unknown": 404,
  "pin.offset_mismatch": 409,
  "pin.content_refused": 415,
  "pin.document_invalid": 422,
  "pin.quota_exceeded": 429,
  "pin.too_many_uploads": 429,
  "pin.service_full": 503,
  "pin.target_unavailable": 503,
  "live.too_many": 429,
  "live.full": 503,
  "live.tickets_unavailable": 503,
  "chain.unavailable": 503,
  "database.unavailable": 503,
  "service.internal": 500,
} as const;

export type ErrorCode = keyof typeof errorStatuses;
export const errorCodes = Object.keys(errorStatuses) as [ErrorCode, ...ErrorCode[]];

export const errorBodySchema = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string(),
      requestId: z.string(),
    }),
  })
  .meta({ description: "The body of every answer that is not a success" });
export type ErrorBody = z.infer<typeof errorBodySchema>;
