import type {
  Account,
  AccountProfile,
  AccountSessions,
  EmailSent,
  NotificationSettings,
  NotificationTopic,
  ProfileChange,
  RecoveryCodes,
  SecondFactorSetup,
  WalletProof,
} from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import { ask } from "./ask.ts";

export type {
  Account,
  AccountProfile,
  AccountSessions,
  NotificationSettings,
  NotificationTopic,
  ProfileChange,
  RecoveryCodes,
  SecondFactorSetup,
};

const ACCOUNT = "/v1/account";

export function readAccount(relayUrl: string): Promise<Answer<Account>> {
  return ask(relayUrl, ACCOUNT);
}

export function changeProfile(relayUrl: string, change: ProfileChange): Promise<Answer<AccountProfile>> {
  return ask(relayUrl, `${ACCOUNT}/profile`, { method: "PATCH", body: change });
}

/** Has a letter sent to an address that shall become the account's. */
export function requestEmailChange(relayUrl: string, email: string): Promise<Answer<EmailSent>> {
  return ask(relayUrl, `${ACCOUNT}/email`, { method: "POST", body: { email } });
}

export function confirmEmailChange(relayUrl: string, email: string, code: string): Promise<Answer<unknown>> {
  return ask(relayUrl, `${ACCOUNT}/email/confirm`, { method: "POST", body: { email, code } });
}

export function linkWallet(relayUrl: string, proof: WalletProof): Promise<Answer<unknown>> {
  return ask(relayUrl, `${ACCOUNT}/wallets`, { method: "POST", body: proof });
}

export function unlinkWallet(relayUrl: string, address: string): Promise<Answer<unknown>> {
  return ask(relayUrl, `${ACCOUNT}/wallets/${address}`, { method: "DELETE" });
}

export function removeIdentity(relayUrl: string, kind: string): Promise<Answer<unknown>> {
  return ask(relayUrl, `${ACCOUNT}/identities/${kind}`, { method: "DELETE" });
}

export function listSessions(relayUrl: string): Promise<Answer<AccountSessions>> {
  return ask(relayUrl, `${ACCOUNT}/sessions`);
}

export function endSession(relayUrl: string, id: string): Promise<Answer<null>> {
  return ask(relayUrl, `${ACCOUNT}/sessions/${id}`, { method: "DELETE" });
}

export function beginSecondFactor(relayUrl: string): Promise<Answer<SecondFactorSetup>> {
  return ask(relayUrl, `${ACCOUNT}/second-factor`, { method: "POST" });
}

export function confirmSecondFactor(relayUrl: string, code: string): Promise<Answer<RecoveryCodes>> {
  return ask(relayUrl, `${ACCOUNT}/second-factor/confirm`, { method: "POST", body: { code } });
}

export function renewRecoveryCodes(relayUrl: string): Promise<Answer<RecoveryCodes>> {
  return ask(relayUrl, `${ACCOUNT}/second-factor/recovery-codes`, { method: "POST" });
}

export function removeSecondFactor(relayUrl: string): Promise<Answer<null>> {
  return ask(relayUrl, `${ACCOUNT}/second-factor`, { method: "DELETE" });
}

export function readNotificationSettings(relayUrl: string): Promise<Answer<NotificationSettings>> {
  return ask(relayUrl, `${ACCOUNT}/notification-settings`);
}

export function changeNotificationSettings(
  relayUrl: string,
  settings: NotificationSettings,
): Promise<Answer<NotificationSettings>> {
  return ask(relayUrl, `${ACCOUNT}/notification-settings`, { method: "PUT", body: settings });
}

/** Everything that is kept about the account. */
export function exportData(relayUrl: string): Promise<Answer<unknown>> {
  return ask(relayUrl, `${ACCOUNT}/export`);
}

/** What a person types, and the relay wants to hear, before an account is deleted. */
export const DELETION_PHRASE = "delete my account";

export function deleteAccount(relayUrl: string): Promise<Answer<null>> {
  return ask(relayUrl, ACCOUNT, { method: "DELETE", body: { confirm: DELETION_PHRASE } });
}
