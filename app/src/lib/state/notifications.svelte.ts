import type { Reason } from "#lib/format/outcome.ts";
import { listNotifications, markNotificationsRead, type Notification } from "#lib/relay/notifications.ts";
import { live } from "./live.svelte.ts";
import { session } from "./session.svelte.ts";

/** Masters that nobody has: a stream for the account alone. */
const NO_MASTER = [`0x${"0".repeat(40)}`];

/** What the account was told, the newest first, and how much of it is unread. */
class Notifications {
  list = $state.raw<readonly Notification[]>([]);
  unread = $state(0);
  next = $state<string | null>(null);
  isLoaded = $state(false);
  reason = $state.raw<Reason | null>(null);

  /** Follows the account's notifications; returns how to end that. */
  follow(): () => void {
    void this.load();
    live.restart();
    return live.watch(NO_MASTER, (event) => {
      if (event.type === "notification") this.#add(event.notification);
      else if (event.type === "reset") void this.load();
    });
  }

  async load(before: string | null = null): Promise<void> {
    if (session.relayUrl === null) return;
    const answer = await listNotifications(session.relayUrl, before);
    if (answer.status !== "done") {
      if (answer.status !== "cancelled") this.reason = answer.reason;
      return;
    }
    const { notifications, unread, next } = answer.value;
    this.list = before === null ? notifications : [...this.list, ...notifications];
    [this.unread, this.next, this.isLoaded, this.reason] = [unread, next, true, null];
  }

  /** Marks what is shown as read. It keeps its mark on the page until that is left. */
  async markRead(): Promise<void> {
    const newest = this.list[0];
    if (session.relayUrl === null || newest === undefined || this.unread === 0) return;
    const answer = await markNotificationsRead(session.relayUrl, newest.id);
    if (answer.status === "done") this.unread = 0;
  }

  forget(): void {
    [this.list, this.unread, this.next, this.isLoaded] = [[], 0, null, false];
  }

  #add(notification: Notification): void {
    if (this.list.some(({ id }) => id === notification.id)) return;
    this.list = [notification, ...this.list];
    if (!notification.isRead) this.unread += 1;
  }
}

export const notifications = new Notifications();
