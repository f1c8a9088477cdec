import type { ErrorCode } from "@audifi/relay/protocol";

/** What happened, above the relay's own sentence that says what to do. */
const TITLES: Partial<Readonly<Record<ErrorCode, string>>> = {
  "request.invalid": "Something here is not as it should be",
  "request.rate_limited": "Too many requests",
  "auth.required": "You are not signed in",
  "auth.session_ended": "You were signed out",
  "auth.second_factor_required": "Your second factor is missing",
  "auth.step_up_required": "Prove first that it is you",
  "auth.origin_refused": "This page may not do that",
  "auth.method_unavailable": "This way to sign in is not available",
  "auth.link_expired": "This link is no longer good",
  "auth.code_invalid": "This code is not right",
  "auth.too_many_attempts": "Too many attempts",
  "auth.message_invalid": "The wallet signed something else",
  "auth.nonce_invalid": "This took too long",
  "auth.signature_invalid": "The signature is not of this wallet",
  "auth.provider_refused": "The other service said no",
  "account.last_way_in": "This is your last way in",
  "account.wallet_taken": "This wallet belongs to another account",
  "account.too_many_wallets": "You have as many wallets as there may be",
  "account.identity_taken": "This belongs to another account",
  "account.second_factor_enabled": "You have a second factor already",
  "account.second_factor_missing": "You have no second factor",
  "billing.not_configured": "No cards here",
  "billing.unavailable": "The card service does not answer",
  "billing.wallet_not_linked": "This wallet is not of your account",
  "billing.already_subscribed": "You have a subscription already",
  "billing.plan_unknown": "This plan is not sold any more",
  "database.unavailable": "Accounts are out of reach",
  "chain.unavailable": "The network is out of reach",
  "service.internal": "Something went wrong on our side",
};

export function titleForCode(code: string): string {
  return TITLES[code as ErrorCode] ?? "This did not work";
}
