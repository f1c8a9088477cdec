import { randomUUID } from "node:crypto";
import type { Hex } from "viem";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { requireQuota } from "./quota.ts";
import { bytesOf, CLAIM_SECONDS, readTicket, requireOpen, type TicketRow } from "./tickets.ts";

/** Unfinished uploads of one account; a further one takes the place of the one that rests longest. */
const MOST_OF_ACCOUNT = 4;
/** How long an upload has to rest before somebody else's may take its place on a full disk. */
const REST_SECONDS = 600;

const unknown = () =>
  new RelayError("pin.upload_unknown", "There is no such upload, or it was left for too long. Begin again.");

const isResting = "pin_id is null and upload_expires > now() and (claim is null or claimed_until < now())";

const retire = async (db: Queryable, which: string, values: readonly unknown[]): Promise<Buffer[]> => {
  const { rows } = await db.query(
    `update relay.upload_tickets set upload_expires = null
     where nonce in (select nonce from relay.upload_tickets where ${which} for update skip locked)
     returning nonce`,
    [...values],
  );
  return (rows as { nonce: Buffer }[]).map(({ nonce }) => nonce);
};

const makeRoom = async (
  db: Queryable,
  account: Buffer,
  { seconds, most }: Config["resumable"],
): Promise<Buffer[]> => {
  const own = `account = $1 and ${isResting} order by upload_expires desc offset $2`;
  const retired = await retire(db, own, [account, MOST_OF_ACCOUNT - 1]);
  const { rows } = await db.query(
    "select count(*)::int as count from relay.upload_tickets where pin_id is null and upload_expires > now()",
  );
  if ((rows as [{ count: number }])[0].count < most) return retired;
  const oldest = `${isResting} and upload_expires < now() + make_interval(secs => $1)
    order by upload_expires limit 1`;
  const made = await retire(db, oldest, [seconds - REST_SECONDS]);
  if (made.length === 0) {
    throw new RelayError("pin.too_many_uploads", "Many uploads are running. Try again shortly.", {
      retryAfterSeconds: 60,
    });
  }
  return [...retired, ...made];
};

/** Lets a signed ticket's file arrive in parts. Returns the uploads that had to make room for it. */
export const openResumable = (db: Database, ticket: TicketRow, config: Config): Promise<Buffer[]> =>
  inTransaction(db, async (client) => {
    const account = `0x${ticket.account.toString("hex")}`;
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [account]);
    const nonce: Hex = `0x${ticket.nonce.toString("hex")}`;
    const current = await readTicket(client, nonce, "for update of t");
    if (current.isResumable) return [];
    requireOpen(current);
    const retired = await makeRoom(client, ticket.account, config.resumable);
    await requireQuota(client, ticket, config.quota);
    await client.query(
      `update relay.upload_tickets
       set upload_expires = now() + make_interval(secs => $2), attempts = attempts + 1 where nonce = $1`,
      [ticket.nonce, config.resumable.seconds],
    );
    return retired;
  });

export const readResumable = async (
  db: Queryable,
  nonce: Hex,
): Promise<{ ticket: TicketRow; expires: number }> => {
  const ticket = await readTicket(db, nonce).catch((error: unknown) => {
    throw error instanceof RelayError && error.code === "pin.ticket_unknown" ? unknown() : error;
  });
  if (ticket.pin === null && !ticket.isResumable) throw unknown();
  const { rows } = await db.query(
    "select extract(epoch from upload_expires)::int as expires from relay.upload_tickets where nonce = $1",
    [ticket.nonce],
  );
  return { ticket, expires: (rows as [{ expires: number | null }])[0].expires ?? 0 };
};

/** Gives one request the right to add to an upload. Of two at once, one is refused. */
export const claimResumable = (
  db: Database,
  nonce: Hex,
  seconds: number,
): Promise<{ ticket: TicketRow; claim: string }> =>
  inTransaction(db, async (client) => {
    await client.query("select 1 from relay.upload_tickets where nonce = $1 for update", [bytesOf(nonce)]);
    const { ticket } = await readResumable(client, nonce);
    if (!ticket.isResumable) requireOpen(ticket);
    if (ticket.isClaimed) {
      throw new RelayError("pin.ticket_busy", "Another part of this file is arriving.", {
        retryAfterSeconds: 2,
      });
    }
    const claim = randomUUID();
    await client.query(
      `update relay.upload_tickets
       set claim = $2, claimed_until = now() + make_interval(secs => $3),
           upload_expires = now() + make_interval(secs => $4)
       where nonce = $1`,
      [ticket.nonce, claim, CLAIM_SECONDS, seconds],
    );
    return { ticket, claim };
  });

export const releaseResumable = (db: Database, nonce: Buffer, claim: string) =>
  db.query(
    "update relay.upload_tickets set claim = null, claimed_until = null where nonce = $1 and claim = $2",
    [nonce, claim],
  );

/** Ends an upload that nothing is arriving for, or that the holder of `claim` found to be refused. */
export const closeResumable = async (db: Database, nonce: Buffer, claim: string | null): Promise<boolean> => {
  const { rowCount } = await db.query(
    `update relay.upload_tickets set upload_expires = null, claim = null, claimed_until = null
     where nonce = $1 and pin_id is null
       and (claim = $2 or claim is null or claimed_until < now())`,
    [nonce, claim],
  );
  return rowCount === 1;
};
