import type { Reason } from "#lib/format/outcome.ts";
import { listNotifications, markNotificationsRead, type Notification } from "#lib/relay/notifications.ts";
import { live } from "./live.svelte.ts";
import { session } from "./session.svelte.ts";

/** Masters that nobody has: a stream for the account alone. */
const NO_MASTER = [`0x${"0".repeat(40)}`];

const countUnread = (list: readonly Notification[]) => list.filter(({ isRead }) => !isRead).length;

/** What the account was told, the newest first, and how much of it is unread. */
class Notifications {
  list = $state.raw<readonly Notification[]>([]);
  unread = $state(0);
  next = $state<string | null>(null);
  isLoaded = $state(false);
  reason = $state.raw<Reason | null>(null);
  #turn = 0;

  /** Follows the account's notifications from those on that there are; returns how to end that. */
  follow(): () => void {
    let stop: (() => void) | null = () => undefined;
    void this.load().then(() => {
      if (stop === null) return;
      live.restart(this.isLoaded ? (this.list[0]?.id ?? "0") : undefined);
      stop = live.watch(NO_MASTER, (event) => {
        if (event.type === "notification") this.#add(event.notification);
        else if (event.type === "reset") void this.load();
      });
    });
    return () => {
      stop?.();
      stop = null;
    };
  }

  /** The newest, or those before one. An answer that a later question overtook is dropped. */
  async load(before: string | null = null): Promise<void> {
    if (session.relayUrl === null) return;
    const turn = (this.#turn += 1);
    const answer = await listNotifications(session.relayUrl, before);
    if (turn !== this.#turn) return;
    if (answer.status !== "done") {
      if (answer.status !== "cancelled") this.reason = answer.reason;
      return;
    }
    const { notifications, unread, next } = answer.value;
    // The stream may have told more meanwhile.
    const told = before === null ? this.#newerThan(notifications[0]?.id ?? "0") : this.list;
    this.list = [...told, ...notifications];
    if (before === null) this.unread = unread + countUnread(told);
    [this.next, this.isLoaded, this.reason] = [next, true, null];
  }

  /** Marks what is shown as read. It keeps its mark on the page until that is left. */
  async markRead(): Promise<void> {
    const newest = this.list[0];
    if (session.relayUrl === null || newest === undefined || this.unread === 0) return;
    const answer = await markNotificationsRead(session.relayUrl, newest.id);
    if (answer.status === "done") this.unread = countUnread(this.#newerThan(newest.id));
  }

  forget(): void {
    this.#turn += 1;
    [this.list, this.unread, this.next, this.isLoaded] = [[], 0, null, false];
  }

  #newerThan(known: string): readonly Notification[] {
    return this.list.filter(({ id }) => BigInt(id) > BigInt(known));
  }

  #add(notification: Notification): void {
    if (this.list.some(({ id }) => id === notification.id)) return;
    this.list = [notification, ...this.list];
    if (!notification.isRead) this.unread += 1;
  }
}

export const notifications = new Notifications();
