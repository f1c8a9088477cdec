import type { Queryable } from "../../plugins/database.ts";
import type { NotificationTopic } from "../../protocol/account.ts";
import type { Notification } from "../../protocol/live.ts";
import type { NotificationPage } from "../../protocol/notifications.ts";
import type { NotificationLog } from "../live/listener.ts";

export interface News {
  accountId: string;
  topic: NotificationTopic;
  kind: string;
  /** What it is about; the same news is told once. */
  subject: string;
  data: Record<string, string>;
}

/** Arbitrary, the same for every relay: ids are given out in the order in which they can be seen. */
const ORDER_LOCK = 4_170_826_393;
const columns = `id::text, topic, kind, data, extract(epoch from created_at)::int as "createdAt",
  read_at is not null as "isRead"`;

/**
 * Writes notifications down, inside a transaction, for those who want them in the app. Answers whose are new; give word
 * of them on `notificationChannel` after the commit.
 */
export const notify = async (db: Queryable, news: readonly News[]): Promise<string[]> => {
  if (news.length === 0) return [];
  await db.query("select pg_advisory_xact_lock($1)", [ORDER_LOCK]);
  const { rows } = await db.query(
    `insert into relay.notifications (account_id, topic, kind, subject, data)
     select (n->>'accountId')::uuid, n->>'topic', n->>'kind', n->>'subject', n->'data'
     from jsonb_array_elements($1::jsonb) with ordinality as news (n, place)
     left join relay.notification_settings s
       on s.account_id = (n->>'accountId')::uuid and s.topic = n->>'topic'
     where coalesce(s.in_app, true) order by news.place
     on conflict do nothing
     returning account_id as "accountId"`,
    [JSON.stringify(news)],
  );
  return (rows as { accountId: string }[]).map(({ accountId }) => accountId);
};

const PAGE = 30;
/** More than this at once is a list, not news. */
const MOST_AT_ONCE = 100;

export class Notifications implements NotificationLog {
  readonly #db: Queryable;

  constructor(db: Queryable) {
    this.#db = db;
  }

  async list(accountId: string, before: string | undefined): Promise<NotificationPage> {
    const [found, counted] = await Promise.all([
      this.#db.query(
        `select ${columns} from relay.notifications
         where account_id = $1 and ($2::bigint is null or id < $2) order by notifications.id desc limit $3`,
        [accountId, before ?? null, PAGE + 1],
      ),
      this.#db.query(
        "select count(*)::int as unread from relay.notifications where account_id = $1 and read_at is null",
        [accountId],
      ),
    ]);
    const notifications = (found.rows as Notification[]).slice(0, PAGE);
    const next = found.rows.length > PAGE ? (notifications.at(-1)?.id ?? null) : null;
    return { notifications, unread: (counted.rows as [{ unread: number }])[0].unread, next };
  }

  /** Up to and including one, so that news that came meanwhile stays unread. */
  async markRead(accountId: string, upTo: string): Promise<void> {
    await this.#db.query(
      "update relay.notifications set read_at = now() where account_id = $1 and id <= $2 and read_at is null",
      [accountId, upTo],
    );
  }

  async after(accountId: string, id: string): Promise<Notification[]> {
    const { rows } = await this.#db.query(
      `select ${columns} from relay.notifications where account_id = $1 and id > $2 order by notifications.id limit $3`,
      [accountId, id, MOST_AT_ONCE],
    );
    return rows as Notification[];
  }

  async latestId(accountId: string): Promise<string> {
    const { rows } = await this.#db.query(
      "select coalesce(max(id), 0)::text as id from relay.notifications where account_id = $1",
      [accountId],
    );
    return (rows as [{ id: string }])[0].id;
  }
}
