import { z } from "./zod.ts";

export const pinKinds = [
  "audio",
  "cover",
  "text",
  "metadata",
  "statement",
  "profile",
  "presale",
  "draft",
] as const;
export const pinKindSchema = z.enum(pinKinds).meta({ description: "What the file is for" });
export type PinKind = z.infer<typeof pinKindSchema>;

const MIB = 1024 * 1024;
export const jsonSizeLimit = 256 * 1024;

/** Largest file of a kind, in bytes. */
export const pinSizeLimits: Readonly<Record<PinKind, number>> = {
  audio: 200 * MIB,
  cover: 10 * MIB,
  // The lyrics of an album.
  text: MIB / 16,
  metadata: jsonSizeLimit,
  statement: jsonSizeLimit,
  profile: jsonSizeLimit,
  // Ten thousand accounts, which is what a list may name.
  presale: MIB,
  draft: jsonSizeLimit,
};

const hex = (bytes: number, description: string) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`))
    .transform((value) => value.toLowerCase() as `0x${string}`)
    .meta({ description });

/** For answers: the same shape without the transformation, which has no inverse to serialise with. */
const hexOut = (bytes: number, description: string) =>
  z.templateLiteral(["0x", z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))]).meta({ description });

export const addressSchema = hex(20, "Address of an account");
export const digestSchema = hex(32, "sha-256 of the file");
export const nonceSchema = hex(32, "Nonce of an upload ticket");
/** Contract wallets may wrap a deployment in their signature (ERC-6492), so there is room for more than 65 bytes. */
export const signatureSchema = z
  .string()
  .regex(/^0x(?:[0-9a-fA-F]{2}){1,6000}$/)
  .transform((value) => value.toLowerCase() as `0x${string}`)
  .meta({ description: "Signature of the ticket by its account (EOA, ERC-1271 or ERC-6492)" });

export const ticketRequestSchema = z.strictObject({
  account: addressSchema,
  kind: pinKindSchema,
  digest: digestSchema,
  size: z
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: "Length of the file in bytes" }),
});
export type TicketRequest = z.input<typeof ticketRequestSchema>;

export const ticketSchema = z.object({
  account: hexOut(20, "Address of an account"),
  kind: pinKindSchema,
  digest: hexOut(32, "sha-256 of the file"),
  size: z.number().int().positive(),
  nonce: hexOut(32, "Nonce of an upload ticket"),
  deadline: z.number().int().meta({ description: "Unix seconds after which the ticket opens no upload" }),
});
export type Ticket = z.infer<typeof ticketSchema>;

const typedField = z.object({ name: z.string(), type: z.string() });

export const ticketResponseSchema = z.object({
  ticket: ticketSchema,
  typedData: z
    .object({
      domain: z.object({ name: z.string(), version: z.string(), chainId: z.number().int() }),
      types: z.object({ EIP712Domain: z.array(typedField), UploadTicket: z.array(typedField) }),
      primaryType: z.literal("UploadTicket"),
      message: z.record(z.string(), z.string()),
    })
    .meta({ description: "Argument of eth_signTypedData_v4, integers as decimal strings" }),
});
export type TicketResponse = z.infer<typeof ticketResponseSchema>;

export const pinSchema = z.object({
  cid: z.string().meta({ description: "CIDv1 with a sha2-256 digest" }),
  size: z.number().int().positive(),
  kind: pinKindSchema,
  contentType: z
    .string()
    .meta({ description: "Found by looking at the bytes, never taken from the request" }),
});
export type Pin = z.infer<typeof pinSchema>;

export const ticketStateSchema = z.object({
  state: z.enum(["open", "uploading", "used", "expired"]),
  pin: pinSchema.nullable().meta({ description: "Set once the ticket is used" }),
});
export type TicketState = z.infer<typeof ticketStateSchema>;

export const uploadHeadersSchema = z.object({
  "x-audifi-ticket": nonceSchema,
  "x-audifi-signature": signatureSchema,
});

/** Content type of a part of a file, from the IETF's draft of resumable uploads. */
export const partialUploadType = "application/partial-upload";

export const partHeadersSchema = z.object({
  "upload-offset": z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .meta({ description: "Where in the file the body begins: what the upload has so far" }),
});

export const resumableSchema = z.object({
  offset: z.number().int().min(0).meta({ description: "Bytes that have arrived" }),
  size: z.number().int().positive().meta({ description: "Length of the whole file in bytes" }),
  expires: z.number().int().meta({ description: "Unix seconds until which the upload may go on" }),
});
export type Resumable = z.infer<typeof resumableSchema>;

export const quotaSchema = z.object({
  usedBytes: z.number().int(),
  limitBytes: z.number().int(),
  usedCount: z.number().int(),
  limitCount: z.number().int(),
  resetsAt: z.number().int().meta({ description: "Unix seconds of the next midnight, UTC" }),
});
export type Quota = z.infer<typeof quotaSchema>;
