import { z } from "./zod.ts";

const unixSeconds = z.number().int().meta({ description: "Unix seconds" });

export const planIds = ["audifi_supporter_monthly", "audifi_supporter_yearly"] as const;
const planIdSchema = z.enum(planIds).meta({ description: "The lookup key of its price at Stripe" });
export type PlanId = z.infer<typeof planIdSchema>;

export const plansSchema = z.object({
  plans: z
    .array(
      z.object({
        id: planIdSchema,
        name: z.string(),
        amount: z.number().int().meta({ description: "In the smallest unit of the currency" }),
        currency: z.string().meta({ description: "ISO 4217, lower case" }),
        interval: z.enum(["month", "year"]),
      }),
    )
    .meta({ description: "Empty where nothing can be subscribed to" }),
});
export type Plans = z.infer<typeof plansSchema>;

/** A page of the app, where Stripe sends people back to. */
const returnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-./?=&%#]*$/, "must be a path of the app")
  .meta({ description: "A path of the app" });

export const checkoutRequestSchema = z.strictObject({ plan: planIdSchema, returnTo: returnPath });
export const portalRequestSchema = z.strictObject({ returnTo: returnPath });
export const redirectSchema = z.object({
  url: z.string().meta({ description: "Where to send the browser" }),
});

export const subscriptionAnswerSchema = z.object({
  subscription: z
    .object({
      plan: z.string(),
      status: z.string().meta({ description: "As Stripe has it: active, past_due, canceled …" }),
      isActive: z.boolean().meta({ description: "Whether it gives what subscribers have" }),
      periodEnd: unixSeconds.nullable(),
      endsAtPeriodEnd: z.boolean().meta({ description: "It was cancelled and runs until then" }),
    })
    .nullable(),
});
export type SubscriptionAnswer = z.infer<typeof subscriptionAnswerSchema>;

export const invoicesSchema = z.object({
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string().nullable(),
      createdAt: unixSeconds,
      amount: z.number().int(),
      currency: z.string(),
      status: z.string().nullable(),
      url: z.string().nullable().meta({ description: "Stripe's page of it" }),
    }),
  ),
});
export type Invoices = z.infer<typeof invoicesSchema>;

export const onrampCurrencySchema = z
  .enum(["native", "usdc"])
  .meta({ description: "What the purchase needs: the chain's coin or USDC" });
export type OnrampCurrency = z.infer<typeof onrampCurrencySchema>;

export const onrampAvailabilitySchema = z.object({
  available: z.boolean().meta({ description: "Whether a card can buy this currency on this chain now" }),
});

export const onrampRequestSchema = z.strictObject({
  wallet: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .transform((value) => value.toLowerCase() as `0x${string}`)
    .meta({ description: "A wallet of the account; nothing is delivered elsewhere" }),
  currency: onrampCurrencySchema,
  amount: z
    .string()
    .regex(/^(?!0*\.?0*$)\d{1,9}(\.\d{1,18})?$/)
    .optional()
    .meta({ description: "How much has to arrive, as a decimal; the person may change it" }),
});

export const onrampStatuses = [
  "initialized",
  "rejected",
  "requires_payment",
  "fulfillment_processing",
  "fulfillment_complete",
] as const;

export const onrampSessionSchema = z.object({
  id: z.string(),
  status: z.enum(onrampStatuses),
  url: z.string().nullable().meta({ description: "Stripe's page; null once it is of no use" }),
  transaction: z.string().nullable().meta({ description: "What delivered it" }),
});
export type OnrampSession = z.infer<typeof onrampSessionSchema>;
