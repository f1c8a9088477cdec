import { z } from "./zod.ts";
import type { PinKind } from "./pins.ts";
import { line, text } from "./text.ts";

/**
 * The JSON documents that get pinned. They are strict: a key that is not named here is refused, so that nothing
 * nobody looked at is published under the relay's name. Text is plain text; no field is ever rendered as HTML.
 */

const utf8 = new TextEncoder();
/** The registry takes titles of at most 64 bytes. */
export const titleSchema = line(64).refine(
  (value) => utf8.encode(value).length <= 64,
  "must be at most 64 bytes long",
);

/** CIDv1 in base32, optionally with a plain path. */
export const ipfsUriSchema = z
  .string()
  .regex(/^ipfs:\/\/b[a-z2-7]{20,120}(?:\/[\w.-]{1,64}){0,4}$/, "must be ipfs://<CIDv1>");

const httpsUrl = z
  .string()
  .max(300)
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    return (
      url.protocol === "https:" && url.username === "" && url.password === "" && url.hostname.includes(".")
    );
  }, "must be an https address of a public host");

const date = z.iso.date();
const integer = z.string().regex(/^-?\d{1,40}$/, "must be a whole number as text");
const isrc = z.string().regex(/^[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}$/, "must be an ISRC");
const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "must be an address");

/** The document of a master; the names marketplaces read are theirs (`name`, `image`, `animation_url`). */
export const metadataDocumentSchema = z.strictObject({
  name: titleSchema,
  artist: line(80).optional(),
  description: text(4_000).default(""),
  image: ipfsUriSchema,
  animation_url: ipfsUriSchema,
  external_url: httpsUrl.optional(),
  genre: line(40).optional(),
  tags: z.array(line(30)).max(12).optional(),
  credits: z
    .array(z.strictObject({ name: line(80), role: line(60) }))
    .max(64)
    .optional(),
  isrc: isrc.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, "must be a BCP 47 tag")
    .optional(),
  releaseDate: date.optional(),
  license: line(120).optional(),
  duration: z.number().positive().max(86_400).optional().meta({ description: "Seconds" }),
  bpm: z.number().min(20).max(400).optional(),
  key: line(12).optional(),
  explicit: z.boolean().optional(),
  waveform: z
    .array(z.number().int().min(0).max(100))
    .max(4_096)
    .optional()
    .meta({ description: "Peaks from 0 to 100 in equal steps over the recording" }),
});

/** What an artist attaches to a deposit of revenue. Totals are in the currency's smallest unit. */
export const statementDocumentSchema = z.strictObject({
  schema: z.literal("audifi-statement-1").optional(),
  title: line(160),
  description: text(4_000).optional(),
  issuer: line(120).optional(),
  master: z.strictObject({ title: titleSchema, isrc: isrc.optional() }).optional(),
  source: z.enum(["streaming", "sync", "download", "physical", "royalty", "other"]).optional(),
  period: z.strictObject({ start: date, end: date }).optional(),
  currency: z.strictObject({ symbol: line(12), decimals: z.number().int().min(0).max(36) }).optional(),
  gross: integer.optional(),
  deductions: integer.optional(),
  net: integer.optional(),
  lines: z
    .array(
      z.strictObject({
        label: line(200),
        amount: line(80).meta({ description: "For people, with the currency's symbol" }),
        territory: line(40).optional(),
        units: z.number().int().nonnegative().optional(),
      }),
    )
    .max(1_000)
    .optional(),
});

export const profileDocumentSchema = z.strictObject({
  name: line(80),
  bio: text(4_000).default(""),
  genre: line(40).optional(),
  image: ipfsUriSchema.optional(),
  avatar: ipfsUriSchema.optional(),
  banner: ipfsUriSchema.optional(),
  location: line(80).optional(),
  links: z.array(httpsUrl).max(12).optional(),
});

/** The allow-list of a presale: leaf `keccak256(bytes.concat(keccak256(abi.encode(account, max))))`. */
export const presaleDocumentSchema = z
  .strictObject({
    format: z.literal("audifi-presale-1"),
    root: z.string().regex(/^0x[0-9a-f]{64}$/),
    entries: z
      .array(z.tuple([account, z.number().int().min(1).max(100_000)]))
      .min(1)
      .max(10_000)
      .meta({ description: "Pairs of account and most shares it may buy" }),
  })
  .refine(
    ({ entries }) => new Set(entries.map(([address]) => address.toLowerCase())).size === entries.length,
    "must name every account once",
  );

/** A draft offered to a studio session. */
export const draftDocumentSchema = z.strictObject({
  title: titleSchema,
  description: text(4_000).default(""),
  audio: ipfsUriSchema,
  image: ipfsUriSchema.optional(),
  bpm: z.number().min(20).max(400).optional(),
  key: line(12).optional(),
});

export const documentSchemas = {
  metadata: metadataDocumentSchema,
  statement: statementDocumentSchema,
  profile: profileDocumentSchema,
  presale: presaleDocumentSchema,
  draft: draftDocumentSchema,
} as const satisfies Record<Exclude<PinKind, "audio" | "cover" | "text">, z.ZodType>;

export type DocumentKind = keyof typeof documentSchemas;
export type MetadataDocument = z.input<typeof metadataDocumentSchema>;
export type StatementDocument = z.input<typeof statementDocumentSchema>;
export type ProfileDocument = z.input<typeof profileDocumentSchema>;
export type PresaleDocument = z.input<typeof presaleDocumentSchema>;
export type DraftDocument = z.input<typeof draftDocumentSchema>;
