import { weightClasses } from "@audifi/contracts/ballots";
import { errorCodes } from "./errors.ts";
import { addressSchema, signatureSchema } from "./pins.ts";
import { line } from "./text.ts";
import { z } from "./zod.ts";

export const studioTextLimit = 500;
/** Messages of a client may not be longer, in bytes: room for the signature of a wallet that has to be deployed. */
export const studioFrameLimit = 16_384;
/** Messages in a `welcome` and on a page of the history. */
export const studioPageSize = 50;

/** Why the relay closes a socket; after all of them but `refused` one may come back and resume. */
export const studioCloseCodes = { stopping: 1001, refused: 1008, tooSlow: 4001, signedOut: 4002 } as const;

export const sessionStatuses = ["draft", "open", "closed", "locked", "cancelled"] as const;

const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{40}$/)]);
const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const bytes = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]*$/)]);
const count = z.number().int().min(0);
const index = z.number().int().min(0).max(255);
const seconds = z.number().int().min(0);
const seq = z.number().int().min(0).meta({ description: "Grows with everything that changes the room" });
const author = z.string().max(64).meta({ description: "Opaque; another one in each session" });
const clientId = z.string().min(1).max(64).meta({ description: "The client's own, to know the answer by" });
const sequence = z
  .string()
  // What is no number is not looked at further.
  .regex(/^\d{1,20}$/, { abort: true })
  .refine((value) => BigInt(value) < 2n ** 64n, "must be below 2^64")
  .meta({ description: "Chosen by the voter, rising, in decimal digits" });

export const studioParamsSchema = z.object({
  session: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .meta({ description: "Id of the session on chain" }),
});

export const studioVoterQuerySchema = z.object({ voter: addressSchema });

export const studioHistoryQuerySchema = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: "`seq` of the oldest message one has" }),
});

export const studioSocketQuerySchema = z.object({
  ticket: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Of `POST /v1/live/tickets` for `studio`; without one, one may watch and vote" }),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: "Like the message `resume`: what was missed comes in place of `welcome`" }),
});

export const studioTallySchema = z.object({
  options: z.array(count).meta({ description: "Weight of each option" }),
  ballots: count.meta({ description: "Voters who are counted" }),
});
export type StudioTally = z.infer<typeof studioTallySchema>;

export const studioPublicationSchema = z.object({
  state: z
    .enum(["gathering", "pinned", "published", "failed"])
    .meta({ description: "failed: its time has passed and nothing will be published any more" }),
  cid: z.string().optional(),
  transaction: hash.optional(),
  number: z.number().int().positive().meta({ description: "1, or 2 after a contest" }),
});
export type StudioPublication = z.infer<typeof studioPublicationSchema>;

export const studioStateSchema = z.object({
  status: z.enum(sessionStatuses),
  closesAt: seconds.nullable().meta({ description: "Unix seconds of the chain; null before the opening" }),
  seq,
  decisions: z.array(studioTallySchema),
  watching: count.meta({ description: "Sockets that are open" }),
  slowSeconds: seconds.meta({ description: "Pause between two messages of somebody" }),
  publication: studioPublicationSchema.nullable(),
});
export type StudioState = z.infer<typeof studioStateSchema>;

const weight = count.meta({ description: "What a ballot adds to its option" });
const weightClass = z.enum(weightClasses);

export const studioStandingSchema = z.object({
  weight,
  class: weightClass,
  mayVote: z.boolean(),
  shares: z.string().meta({ description: "Shares of all masters of the artist" }),
  coins: z.string().meta({ description: "The artist's coin, held and staked, in smallest units" }),
  isProducer: z.boolean(),
  isSubscriber: z.boolean().meta({ description: "Told to the account of the wallet only" }),
  isAttested: z
    .boolean()
    .meta({ description: "Whether the ballot would be marked as vouched for by the relay" }),
  reasons: z.array(z.string()).meta({ description: "Why it weighs that, or what is missing, in words" }),
});
export type StudioStanding = z.infer<typeof studioStandingSchema>;

export const studioBallotSchema = z.strictObject({
  decision: index,
  option: index,
  voter: addressSchema,
  sequence,
});
export type StudioBallot = z.infer<typeof studioBallotSchema>;

const ballotSignature = signatureSchema.meta({
  description: "Of the EIP-712 message Ballot (`ballotTypedData`) by the voter (EOA, ERC-1271 or ERC-6492)",
});

export const studioBallotRequestSchema = z.strictObject({
  ballot: studioBallotSchema,
  signature: ballotSignature,
});

export const studioReceiptSchema = z.object({
  ballot: hash.meta({ description: "Hash of the ballot, as it was signed" }),
  receivedAt: seconds.meta({ description: "Unix seconds of the chain" }),
  signature: bytes.meta({ description: "Of the EIP-712 message Receipt by the session's receipt signer" }),
  weight,
  class: weightClass,
  isAttested: z.boolean(),
});
export type StudioReceipt = z.infer<typeof studioReceiptSchema>;

export const studioBallotsSchema = z.object({
  ballots: z
    .array(
      z.object({
        decision: index,
        option: index,
        voter: address,
        sequence: z.string(),
        signature: bytes,
        receipt: studioReceiptSchema,
      }),
    )
    .meta({ description: "The newest of each decision" }),
});
export type StudioBallots = z.infer<typeof studioBallotsSchema>;

export const studioVoterRequestSchema = z.strictObject({
  voter: addressSchema.meta({ description: "Address of the browser's key" }),
  signature: signatureSchema.meta({
    description: "Of the EIP-712 message Voter (`voterTypedData`) by that key",
  }),
});

export const studioVoterSchema = z.object({
  voter: address,
  pseudonym: z.string().meta({ description: "Another one in each session" }),
});
export type StudioVoter = z.infer<typeof studioVoterSchema>;

export const studioMessageSchema = z.object({
  seq,
  id: clientId.optional().meta({ description: "Only for who said it" }),
  author,
  name: z.string(),
  isArtist: z.boolean(),
  text: z.string(),
  saidAt: seconds.meta({ description: "Unix seconds" }),
});
export type StudioMessage = z.infer<typeof studioMessageSchema>;

export const studioHistorySchema = z.object({
  messages: z.array(studioMessageSchema).meta({ description: "The newest first" }),
});
export type StudioHistory = z.infer<typeof studioHistorySchema>;

export const studioMutedSchema = z.object({
  author,
  name: z
    .string()
    .nullable()
    .meta({ description: "At the time; null where nothing was left that they said" }),
});
export type StudioMuted = z.infer<typeof studioMutedSchema>;

export const studioActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("delete"), message: seq }),
  z.strictObject({ kind: z.enum(["mute", "unmute"]), author }),
  z.strictObject({ kind: z.literal("slow"), seconds: seconds.max(3_600) }),
]);
export type StudioAction = z.infer<typeof studioActionSchema>;

/** What a client may say on its socket. */
export const studioClientMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("say"), id: clientId, text: line(studioTextLimit) }),
  z.strictObject({
    ...{ type: z.literal("vote"), id: clientId },
    ...{ ballot: studioBallotSchema, signature: ballotSignature },
  }),
  z.strictObject({ type: z.literal("moderate"), id: clientId, action: studioActionSchema }),
  z.strictObject({ type: z.literal("resume"), after: seq }),
]);
export type StudioClientMessage = z.input<typeof studioClientMessageSchema>;

export const studioYouSchema = z.object({
  author: author.nullable().meta({ description: "null for whoever is not signed in" }),
  name: z.string().nullable(),
  isArtist: z.boolean(),
  isMuted: z.boolean(),
  maySay: z.boolean(),
});

/**
 * What the relay says. Events with a `seq` up to that of the last `welcome` are in it already; after `resume` some may
 * come twice.
 */
export const studioServerMessageSchema = z.discriminatedUnion("type", [
  z.object({
    ...{ type: z.literal("welcome"), seq, state: studioStateSchema, you: studioYouSchema },
    messages: z.array(studioMessageSchema).meta({ description: "The last ones, the oldest first" }),
    muted: z.array(studioMutedSchema).meta({
      description: "Who is muted, the last first; the artist is told, everybody else an empty list",
    }),
  }),
  z.object({ type: z.literal("said"), seq, message: studioMessageSchema }),
  z.object({ type: z.literal("deleted"), seq, message: seq }),
  z.object({ type: z.literal("muted"), seq, ...studioMutedSchema.shape }),
  z.object({ type: z.literal("unmuted"), seq, author }),
  z.object({ type: z.literal("slow"), seq, seconds }),
  z.object({ type: z.literal("tally"), seq, decision: index, ...studioTallySchema.shape }),
  z.object({ type: z.literal("presence"), watching: count }),
  z.object({
    ...{ type: z.literal("phase"), seq, status: z.enum(sessionStatuses), closesAt: seconds.nullable() },
    publication: studioPublicationSchema.nullable(),
  }),
  z.object({ type: z.literal("receipt"), id: clientId, receipt: studioReceiptSchema }),
  z.object({
    ...{ type: z.literal("refused"), id: clientId.nullable(), code: z.enum(errorCodes), message: z.string() },
    retryAfterSeconds: seconds.optional(),
  }),
]);
export type StudioServerMessage = z.infer<typeof studioServerMessageSchema>;
