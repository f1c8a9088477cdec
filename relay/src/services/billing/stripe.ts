import { Stripe } from "stripe";
import { RelayError } from "../../errors.ts";
import type { StripeConfig } from "../../plugins/money-env.ts";

export const connectStripe = ({ secretKey, apiUrl }: StripeConfig): Stripe => {
  const url = apiUrl === undefined ? undefined : new URL(apiUrl);
  return new Stripe(secretKey, {
    telemetry: false,
    maxNetworkRetries: 1,
    timeout: 10_000,
    ...(url && {
      host: url.hostname,
      port: url.port,
      protocol: url.protocol === "https:" ? ("https" as const) : ("http" as const),
    }),
  });
};

/** Stripe's errors carry requests and answers; what is kept of them names nobody and holds no key. */
const withoutDetails = (error: unknown): Error => {
  if (!(error instanceof Stripe.errors.StripeError))
    return error instanceof Error ? error : new Error("unknown");
  const { type, code, statusCode, requestId } = error;
  return new Error([type, code, statusCode, requestId].filter(Boolean).join(" "));
};

/** For requests that a person waits for. */
export const askStripe = async <T>(question: () => Promise<T>): Promise<T> => {
  try {
    return await question();
  } catch (error) {
    if (error instanceof RelayError) throw error;
    throw new RelayError("billing.unavailable", "Stripe does not answer as expected. Try again shortly.", {
      cause: withoutDetails(error),
      retryAfterSeconds: 10,
    });
  }
};

/** For work of the outbox, whose problems are written down. */
export const askStripeLater = async <T>(question: () => Promise<T>): Promise<T> => {
  try {
    return await question();
  } catch (error) {
    throw withoutDetails(error);
  }
};
