import type { Stripe } from "stripe";
import { RelayError } from "../../../errors.ts";

export const requireStripe = (stripe: Stripe | undefined): Stripe => {
  if (stripe) return stripe;
  throw new RelayError("billing.not_configured", "Nothing can be paid by card here.");
};
