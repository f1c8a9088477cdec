import { addressSchema, signatureSchema } from "./pins.ts";
import { text } from "./text.ts";
import { z } from "./zod.ts";

export const commentLengthLimit = 500;
/** How far the time in a comment may be from the relay's, in seconds. */
export const commentClockLimit = 600;

const bytes32 = (description: string) =>
  z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/)
    .transform((value) => value.toLowerCase() as `0x${string}`)
    .meta({ description });

/** Nobody signs what looks empty, or what hides behind blanks. */
const commentTextSchema = text(commentLengthLimit)
  .min(1)
  .refine((value) => value.trim() === value, "must not begin or end with blanks")
  .meta({ description: "What is said, as plain text" });

const commentIdSchema = bytes32("Hash of the signed comment");

export const commentParamsSchema = z.object({ id: commentIdSchema });

export const commentQuerySchema = z.object({
  master: addressSchema.meta({ description: "Contract of the master's shares" }),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .meta({ description: "`next` of the page before" }),
});

export const commentRequestSchema = z.strictObject({
  account: addressSchema,
  master: addressSchema,
  text: commentTextSchema,
  time: z.number().int().positive().meta({ description: "Unix seconds, now" }),
  nonce: bytes32("At random"),
  signature: signatureSchema.meta({
    description: "Of the EIP-712 message Comment by its account (EOA, ERC-1271 or ERC-6492)",
  }),
});
export type CommentRequest = z.infer<typeof commentRequestSchema>;

const hexOut = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]+$/)]);

export const commentSchema = z.object({
  id: hexOut.meta({ description: "Hash of the signed comment" }),
  account: hexOut,
  master: hexOut,
  text: z.string(),
  time: z.number().int().meta({ description: "Unix seconds" }),
  nonce: hexOut,
  signature: hexOut.meta({ description: "Anybody can check it again" }),
});
export type Comment = z.infer<typeof commentSchema>;

export const commentPageSchema = z.object({
  comments: z.array(commentSchema).meta({ description: "The newest first" }),
  next: z.string().nullable().meta({ description: "What to ask for as `before`; null at the end" }),
});
export type CommentPage = z.infer<typeof commentPageSchema>;

export const commentRemovalSchema = z.strictObject({
  account: addressSchema.meta({ description: "The author, or the artist of the master" }),
  signature: signatureSchema.meta({ description: "Of the EIP-712 message CommentRemoval" }),
});
