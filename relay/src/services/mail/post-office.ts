import type { Queryable } from "../../plugins/database.ts";
import type { NotificationTopic } from "../../protocol/account.ts";
import { keyedDigest } from "../keys.ts";
import { enqueue, type NewJob, type Outbox, type Topic, Undeliverable } from "../outbox.ts";
import { type Letter, renderLetter } from "./letter.ts";
import { securityLetter, type SecurityEvent } from "./letters.ts";
import { AddressRefused, type Mailer } from "./mailer.ts";

/** Letters that somebody waits for do not queue behind those that many get at once. */
const urgentTopic = "letter:urgent";
const noticeTopic = "letter:notice";

interface Posted {
  to: string;
  letter: Letter;
}

/** Reported addresses are left alone: a complaint for ever, a bounce for thirty days. */
const SUPPRESSED = `suppressed_at > now() - case
  when $2 = '${urgentTopic}' then interval '1 day' when reason = 'bounce' then interval '30 days'
  else interval '100 years' end`;

/** Writes letters down; the outbox sends them, at once where it is woken after the transaction. */
export class PostOffice {
  readonly #secret: string;
  readonly #outbox: Outbox;
  readonly appUrl: string;
  #isOpen = false;

  constructor({ secret, appUrl, outbox }: { secret: string; appUrl: string; outbox: Outbox }) {
    this.#secret = secret;
    this.appUrl = appUrl;
    this.#outbox = outbox;
  }

  /** Until there is somebody to send them, no letters are written down. */
  open(db: Queryable, send: Mailer): void {
    this.#isOpen = true;
    this.#outbox.handle(...this.#topics(db, send));
  }

  /** Sends what was written down, once the transaction that did so is committed. */
  wake(): void {
    this.#outbox.wake(urgentTopic);
    this.#outbox.wake(noticeTopic);
  }

  async #write(db: Queryable, job: NewJob): Promise<void> {
    if (this.#isOpen) await enqueue(db, job);
  }

  digestOf(address: string): Buffer {
    return keyedDigest(this.#secret, "mail addresses", address.toLowerCase());
  }

  /** For somebody who waits for it: gone when it comes too late to be of use. */
  async postUrgent(db: Queryable, to: string, letter: Letter, key?: string): Promise<void> {
    await this.#write(db, {
      topic: urgentTopic,
      ...(key === undefined ? {} : { key }),
      payload: { to, letter } satisfies Posted,
      expiresInSeconds: 3_600,
    });
  }

  async post(db: Queryable, to: string, letter: Letter, key?: string): Promise<void> {
    await this.#write(db, {
      topic: noticeTopic,
      ...(key === undefined ? {} : { key }),
      payload: { to, letter } satisfies Posted,
    });
  }

  /** Tells the owner of an account what happened to it, if there is an address. */
  async postSecurity(db: Queryable, accountId: string, event: SecurityEvent): Promise<void> {
    const to = await this.#addressOf(db, accountId);
    if (to !== undefined) await this.post(db, to, securityLetter(this.appUrl, event));
  }

  /**
   * Writes to an account about one of the topics people can switch off. `key` keeps the same news from being sent
   * twice. Does nothing where there is no address or the person wants no such letters.
   */
  async postNotice(
    db: Queryable,
    notice: { accountId: string; topic: NotificationTopic; letter: Letter; key: string },
  ): Promise<void> {
    const { rows } = await db.query(
      "select by_email from relay.notification_settings where account_id = $1 and topic = $2",
      [notice.accountId, notice.topic],
    );
    const wanted = (rows as [{ by_email: boolean }?])[0]?.by_email ?? true;
    const to = wanted ? await this.#addressOf(db, notice.accountId) : undefined;
    if (to === undefined) return;
    const url = `${this.appUrl}/settings/notifications`;
    const closing = [...(notice.letter.closing ?? []), `You choose what we write about: ${url}`];
    const payload: Posted = { to, letter: { ...notice.letter, closing } };
    await this.#write(db, { topic: noticeTopic, key: notice.key, payload });
  }

  async #addressOf(db: Queryable, accountId: string): Promise<string | undefined> {
    const { rows } = await db.query(
      `select email from relay.identities where account_id = $1 and email is not null
       order by kind = 'email' desc, created_at limit 1`,
      [accountId],
    );
    return (rows as [{ email: string }?])[0]?.email;
  }

  async suppress(db: Queryable, address: string, reason: "bounce" | "complaint"): Promise<void> {
    await db.query(
      `insert into relay.mail_suppressions (address_digest, reason) values ($1, $2)
       on conflict (address_digest) do update set suppressed_at = now(),
         reason = case when mail_suppressions.reason = 'complaint' then 'complaint' else excluded.reason end`,
      [this.digestOf(address), reason],
    );
  }

  async #requireWelcome(db: Queryable, address: string, topic: string): Promise<void> {
    const { rowCount } = await db.query(
      `select from relay.mail_suppressions where address_digest = $1 and ${SUPPRESSED}`,
      [this.digestOf(address), topic],
    );
    if (rowCount) throw new Undeliverable("the address does not take our letters");
  }

  #topics(db: Queryable, send: Mailer): Topic<Posted>[] {
    return [urgentTopic, noticeTopic].map((name) => ({
      name,
      deliver: async ({ id, payload: { to, letter } }) => {
        await this.#requireWelcome(db, to, name);
        try {
          await send({ id: `letter-${id}`, to, ...renderLetter(letter) });
        } catch (error) {
          if (error instanceof AddressRefused) await this.suppress(db, to, "bounce");
          throw error;
        }
      },
    }));
  }
}
