import { z } from "zod";
import { originUrl } from "./env-values.ts";

/** Variables of Stripe; without its key there is nothing to pay with. */
export const moneyEnvironment = {
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_\w{8,}$/, "must be a secret key of Stripe")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w{16,}$/, "must be the signing secret of a webhook, whsec_…")
    .optional(),
  STRIPE_API_URL: originUrl.optional(),
};

type MoneyEnvironment = z.output<z.ZodObject<typeof moneyEnvironment>>;

export type StripeConfig = Readonly<{
  secretKey: string;
  webhookSecret: string;
  /** Another server that speaks Stripe's API, for a local chain; undefined for Stripe itself. */
  apiUrl: string | undefined;
}>;

/** A webhook that anybody could forge is worse than none, so a key without a webhook's secret is refused. */
export const webhookSecretRule = {
  holds: (env: MoneyEnvironment) =>
    env.STRIPE_SECRET_KEY === undefined || env.STRIPE_WEBHOOK_SECRET !== undefined,
  path: ["STRIPE_WEBHOOK_SECRET"],
  message:
    "must be set where STRIPE_SECRET_KEY is: without it nobody could tell Stripe's webhooks from forged ones",
};

export const readMoney = (env: MoneyEnvironment): StripeConfig | undefined => {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl } = env;
  return secretKey === undefined || webhookSecret === undefined
    ? undefined
    : { secretKey, webhookSecret, apiUrl };
};
