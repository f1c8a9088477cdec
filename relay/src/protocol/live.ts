import { z } from "./zod.ts";

const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{40}$/)]);
const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const amount = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: "In the currency's smallest unit" });
const blockNumber = z.number().int().min(0);

const origin = {
  transaction: hash,
  block: blockNumber.meta({ description: "The block it happened in" }),
};

export const notificationSchema = z.object({
  id: z
    .string()
    .regex(/^\d{1,19}$/)
    .meta({ description: "Grows with every notification" }),
  topic: z.string().meta({ description: "One of the topics of the notification settings" }),
  kind: z.string().meta({ description: "What happened, for instance dividend.deposited" }),
  data: z.record(z.string(), z.string()).meta({ description: "What the words of the kind need" }),
  createdAt: z.number().int().meta({ description: "Unix seconds" }),
  isRead: z.boolean(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const liveEventSchema = z.discriminatedUnion("type", [
  z
    .object({ type: z.literal("block"), number: blockNumber, hash, timestamp: z.number().int() })
    .meta({ description: "A new block of the chain, followed by its effects" }),
  z
    .object({
      ...{ type: z.literal("purchase"), ...origin, master: address, buyer: address },
      count: z.number().int().positive(),
      firstId: z.number().int().positive(),
    })
    .meta({ description: "Shares were bought in an offering" }),
  z
    .object({ type: z.literal("deposit"), ...origin, master: address, amount })
    .meta({ description: "Revenue was deposited for a master" }),
  z
    .object({
      ...{ type: z.literal("price"), ...origin, coin: address },
      coinAmount: amount.meta({ description: "Coins that the pool got; negative: gave" }),
      nativeAmount: amount.meta({ description: "Native coin that the pool got; negative: gave" }),
    })
    .meta({ description: "A coin changed hands; its price is |nativeAmount / coinAmount|" }),
  z
    .object({ type: z.literal("reorg"), from: blockNumber })
    .meta({ description: "Blocks from this number on were replaced: forget what came of them" }),
  z
    .object({ type: z.literal("reset") })
    .meta({ description: "The gap since the last event is not known: load everything again" }),
  z
    .object({
      ...{ type: z.literal("transaction"), hash },
      status: z.enum(["pending", "included", "failed"]),
      block: blockNumber.nullable(),
      confirmations: z.number().int().min(0),
    })
    .meta({ description: "Where a transaction stands that was asked for" }),
  z.object({ type: z.literal("notification"), notification: notificationSchema }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
export type LiveEventOf<Type extends LiveEvent["type"]> = Extract<LiveEvent, { type: Type }>;

const hexes = (item: typeof address, most: number, description: string) =>
  z
    .string()
    .max(most * 67)
    .transform((value) => value.toLowerCase().split(",") as `0x${string}`[])
    .pipe(z.array(item).max(most))
    .optional()
    .meta({ description });

export const liveQuerySchema = z.object({
  about: hexes(address, 50, "Masters and coins, with commas between; without it, all of them"),
  transactions: hexes(hash, 8, "Transactions whose confirmations are told, with commas between"),
});

export const liveHeadersSchema = z.object({
  "last-event-id": z
    .string()
    .max(200)
    .optional()
    .meta({ description: "The id of the last event that arrived; browsers send it by themselves" }),
});

export const socketTicketRequestSchema = z.strictObject({
  purpose: z.enum(["studio"]).meta({ description: "Which socket it opens" }),
});
export const socketTicketSchema = z.object({
  ticket: z.string().meta({ description: "Good for one connection" }),
  expiresIn: z.number().int().meta({ description: "Seconds" }),
});
