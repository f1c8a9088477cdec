import type { Notification, NotificationPage } from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import { ask } from "./ask.ts";

export type { Notification, NotificationPage };

const NOTIFICATIONS = "/v1/notifications";

export function listNotifications(
  relayUrl: string,
  before: string | null,
): Promise<Answer<NotificationPage>> {
  return ask(relayUrl, before === null ? NOTIFICATIONS : `${NOTIFICATIONS}?before=${before}`);
}

/** Marks a notification and all before it as read. */
export function markNotificationsRead(relayUrl: string, upTo: string): Promise<Answer<null>> {
  return ask(relayUrl, `${NOTIFICATIONS}/read`, { method: "POST", body: { upTo } });
}
