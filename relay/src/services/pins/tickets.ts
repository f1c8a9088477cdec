import { randomBytes, randomUUID } from "node:crypto";
import { type Hex, hexToBytes } from "viem";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { type Pin, type PinKind, pinSizeLimits, type Ticket, type TicketState } from "../../protocol/pins.ts";
import { oweCopies } from "./copies.ts";
import { requireQuota } from "./quota.ts";

/** Uploads a ticket may start: enough for a bad line, too few to waste bandwidth on one signature. */
const MAX_ATTEMPTS = 5;
/** How long a claim outlives its holder. Renewed long before it lapses. */
export const CLAIM_SECONDS = 20;

export const bytesOf = (hex: Hex): Buffer => Buffer.from(hexToBytes(hex));
const hexOf = (bytes: Buffer): Hex => `0x${bytes.toString("hex")}`;

export interface TicketRow {
  nonce: Buffer;
  account: Buffer;
  kind: PinKind;
  digest: Buffer;
  size: number;
  deadline: number;
  state: TicketState["state"];
  /** A request is sending bytes for it now. */
  isClaimed: boolean;
  /** Part of the file may wait on disk for the rest of it. */
  isResumable: boolean;
  attempts: number;
  pin: Pin | null;
}

export const ticketOf = (row: TicketRow): Ticket => ({
  account: hexOf(row.account),
  kind: row.kind,
  digest: hexOf(row.digest),
  size: row.size,
  nonce: hexOf(row.nonce),
  deadline: row.deadline,
});

const requireSize = (kind: PinKind, size: number): void => {
  if (size > pinSizeLimits[kind]) {
    throw new RelayError(
      "pin.size_over_limit",
      `A file of this kind may have ${pinSizeLimits[kind]} bytes at most.`,
    );
  }
};

export const issueTicket = async (
  db: Database,
  config: Config,
  wanted: { account: Hex; kind: PinKind; digest: Hex; size: number },
): Promise<Ticket> => {
  requireSize(wanted.kind, wanted.size);
  const account = bytesOf(wanted.account);
  await requireQuota(db, { account, size: wanted.size, nonce: null }, config.quota);
  const nonce = randomBytes(32);
  const { rows } = await db.query(
    `insert into relay.upload_tickets (nonce, account, kind, digest, size, deadline)
     values ($1, $2, $3, $4, $5, date_trunc('second', now()) + make_interval(secs => $6))
     returning extract(epoch from deadline)::int as deadline`,
    [nonce, account, wanted.kind, bytesOf(wanted.digest), wanted.size, config.ticketSeconds],
  );
  return { ...wanted, nonce: hexOf(nonce), deadline: (rows as [{ deadline: number }])[0].deadline };
};

export const readTicket = async (
  db: Queryable,
  nonce: Hex,
  lock: "" | "for update of t" = "",
): Promise<TicketRow> => {
  const { rows } = await db.query(
    `select t.nonce, t.account, t.kind, t.digest, t.size::text, t.attempts,
            extract(epoch from t.deadline)::int as deadline,
            case when t.pin_id is not null then 'used'
                 when t.claim is not null and t.claimed_until > now() then 'uploading'
                 when t.upload_expires > now() then 'uploading'
                 when t.deadline <= now() then 'expired'
                 else 'open' end as state,
            coalesce(t.claim is not null and t.claimed_until > now(), false) as "isClaimed",
            coalesce(t.pin_id is null and t.upload_expires > now(), false) as "isResumable",
            p.cid, p.content_type
     from relay.upload_tickets t left join relay.pins p on p.id = t.pin_id
     where t.nonce = $1 ${lock}`,
    [bytesOf(nonce)],
  );
  const [row] = rows as [(TicketRow & { size: string; cid: string | null; content_type: string })?];
  if (!row) throw new RelayError("pin.ticket_unknown", "There is no such upload ticket.");
  const { cid, content_type: contentType, ...ticket } = row;
  const size = Number(row.size);
  return { ...ticket, size, pin: cid === null ? null : { cid, size, kind: row.kind, contentType } };
};

/** Throws unless an upload may start with this ticket now. */
export const requireOpen = (ticket: TicketRow): void => {
  switch (ticket.state) {
    case "used":
      throw new RelayError(
        "pin.ticket_used",
        "This ticket has been used. Ask for its state to learn the CID.",
      );
    case "uploading":
      throw new RelayError("pin.ticket_busy", "An upload with this ticket is running.", {
        retryAfterSeconds: CLAIM_SECONDS,
      });
    case "expired":
      throw new RelayError("pin.ticket_expired", "This ticket has expired. Ask for another one.");
    case "open":
      if (ticket.attempts < MAX_ATTEMPTS) return;
      throw new RelayError(
        "pin.ticket_exhausted",
        "Too many uploads failed with this ticket. Ask for another one.",
      );
  }
};

/** Reserves the ticket and its part of the quota for one upload. Of two that try at once, one gets it. */
export const claimTicket = (db: Database, nonce: Hex, quota: Config["quota"]): Promise<string> =>
  inTransaction(db, async (client) => {
    const ticket = await readTicket(client, nonce, "for update of t");
    // One claim at a time per account, or two of them could both see the last free bytes.
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [hexOf(ticket.account)]);
    requireOpen(ticket);
    await requireQuota(client, ticket, quota);
    const claim = randomUUID();
    await client.query(
      `update relay.upload_tickets
       set claim = $2, claimed_until = now() + make_interval(secs => $3), attempts = attempts + 1
       where nonce = $1`,
      [ticket.nonce, claim, CLAIM_SECONDS],
    );
    return claim;
  });

export const renewClaim = (db: Database, nonce: Hex, claim: string) =>
  db.query(
    `update relay.upload_tickets set claimed_until = now() + make_interval(secs => $3)
     where nonce = $1 and claim = $2`,
    [bytesOf(nonce), claim, CLAIM_SECONDS],
  );

/** Opens the ticket again. A failure of ours does not count as one of its attempts. */
export const releaseClaim = (db: Database, nonce: Hex, claim: string, isOurFault: boolean) =>
  db.query(
    `update relay.upload_tickets
     set claim = null, claimed_until = null, attempts = attempts - case when $3 then 1 else 0 end
     where nonce = $1 and claim = $2`,
    [bytesOf(nonce), claim, isOurFault],
  );

/** Records the pin, uses up the ticket and notes what other targets are owed: all of it or nothing. */
export const completeTicket = (
  db: Database,
  ticket: TicketRow,
  claim: string,
  pin: Pick<Pin, "cid" | "contentType">,
  otherTargets: readonly string[],
): Promise<void> =>
  inTransaction(db, async (client) => {
    const { rows } = await client.query(
      `insert into relay.pins (account, kind, digest, size, cid, content_type)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [ticket.account, ticket.kind, ticket.digest, ticket.size, pin.cid, pin.contentType],
    );
    const { id } = (rows as [{ id: string }])[0];
    const { rowCount } = await client.query(
      `update relay.upload_tickets
       set pin_id = $3, claim = null, claimed_until = null, upload_expires = null
       where nonce = $1 and claim = $2`,
      [ticket.nonce, claim, id],
    );
    if (rowCount !== 1) throw new RelayError("pin.ticket_busy", "Another upload took over this ticket.");
    for (const target of otherTargets) await oweCopies(client, target, id);
  });

/** Forgets tickets a day after their end; an unknown ticket is refused like a used one. */
export const deleteOldTickets = (db: Database) =>
  db.query(
    `delete from relay.upload_tickets
     where deadline < now() - interval '1 day' and (claim is null or claimed_until < now())
       and (upload_expires is null or upload_expires < now())`,
  );
