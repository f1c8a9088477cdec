import { studioSessionsAbi } from "@audifi/contracts/abi";
import { weigh } from "@audifi/contracts/ballots";
import { readEvents } from "@audifi/contracts/holdings";
import { hexToBigInt } from "viem";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StudioPublication, StudioState } from "../../protocol/studio.ts";
import { bytesOf } from "../sponsored/transactions.ts";
import { holdClosed } from "./ballots.ts";
import { owePublication, readPublication, settlePublication } from "./publications.ts";
import { appendEvent, ensureRoom, findRoom, lockRoom, type RoomRow } from "./rooms.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { countDue } from "./tallies.ts";

export interface Synced {
  room: RoomRow;
  facts: SessionFacts;
  /** Something happened that visitors have to hear of. */
  isChanged: boolean;
  isTallyDue: boolean;
  /** Ballots are to be published. */
  isPublicationDue: boolean;
}

/** Brings the room of a session to where the chain is. May be called as often as one likes, at any relay. */
export const syncRoom = async (database: Database, sessions: Sessions, session: bigint): Promise<Synced> => {
  const { address } = await sessions.studio();
  const found = await findRoom(database, address, session);
  for (let room = found ?? (await ensureRoom(database, await sessions.read(session))); ;) {
    const attempt = await syncSince(database, sessions, room);
    if ("facts" in attempt) return attempt;
    room = attempt.overtakenBy;
  }
};

/**
 * What the chain says is older than what somebody else took over meanwhile, where the room is not as it was before the
 * chain was asked; then only that room is answered.
 */
const syncSince = async (
  database: Database,
  sessions: Sessions,
  room: RoomRow,
): Promise<Synced | { overtakenBy: RoomRow }> => {
  const facts = await sessions.read(BigInt(room.session));
  const casts = await readNewCasts(sessions, facts, room);
  const isOpen = facts.status === "open";
  return inTransaction(database, async (db) => {
    if (!isOpen) await holdClosed(db, room.id);
    const before = await lockRoom(db, room.id);
    if (standOf(before) !== standOf(room)) return { overtakenBy: before };
    if (casts) await replaceCasts(db, room.id, casts);
    await fitTallies(db, before, facts);
    // No ballot comes in any more: the count that is told before the close is the last.
    const isCounted = !isOpen && (await countDue(db, before));
    const isPublicationDue = await owe(db, room.id, facts);
    const isTold = await tellPhase(db, before, facts);
    const isTallyDue = await readIsTallyDue(db, room.id);
    return { room, facts, isChanged: isCounted || isTold, isTallyDue, isPublicationDue };
  });
};

/** All of a room that is taken over from the chain. */
const standOf = ({ status, closesAt, directHead, decisions }: RoomRow): string =>
  JSON.stringify([
    ...[status, closesAt, directHead?.toString("hex")],
    decisions.map(({ options }) => options.length),
  ]);

const readIsTallyDue = async (db: Queryable, roomId: string): Promise<boolean> => {
  const { rows } = await db.query("select is_tally_due from relay.studio_rooms where id = $1", [roomId]);
  return (rows as [{ is_tally_due: boolean }])[0].is_tally_due;
};

interface Cast {
  decision: number;
  option: number;
  voter: `0x${string}`;
  weight: number;
}

/** All ballots that were cast on chain, if there are others than those that were read before. */
const readNewCasts = async (
  sessions: Sessions,
  facts: SessionFacts,
  room: RoomRow,
): Promise<{ head: Buffer; newest: Cast[] } | undefined> => {
  const { studio, session, directHead, snapshot, rule } = facts;
  const head = bytesOf(directHead);
  const isKnown = room.directHead ? room.directHead.equals(head) : hexToBigInt(directHead) === 0n;
  if (isKnown) return undefined;
  const holdingOf = await sessions.holdingsOf(facts);
  const range = { fromBlock: snapshot.blockNumber, toBlock: await sessions.head() };
  const { reader } = sessions;
  const told = await readEvents(reader, studioSessionsAbi, "BallotCast", studio.address, range, { session });
  const newest = new Map<string, Cast>();
  for (const { args } of told) {
    const { decision, option, voter } = args;
    const { weight } = weigh(rule, { ...holdingOf(voter), isSubscriber: false });
    newest.set(`${decision}:${voter.toLowerCase()}`, { decision, option, voter, weight });
  }
  return { head, newest: [...newest.values()] };
};

const replaceCasts = async (
  db: Queryable,
  roomId: string,
  { head, newest }: { head: Buffer; newest: readonly Cast[] },
): Promise<void> => {
  await db.query("delete from relay.studio_casts where room_id = $1", [roomId]);
  await db.query(
    `insert into relay.studio_casts (room_id, decision, voter, option, weight)
     select $1, * from unnest($2::smallint[], $3::bytea[], $4::smallint[], $5::integer[])`,
    [
      ...[roomId, newest.map(({ decision }) => decision), newest.map(({ voter }) => bytesOf(voter))],
      ...[newest.map(({ option }) => option), newest.map(({ weight }) => weight)],
    ],
  );
  await db.query("update relay.studio_rooms set direct_head = $2, is_tally_due = true where id = $1", [
    ...[roomId, head],
  ]);
};

/** Producers add options until a session opens. */
const fitTallies = async (db: Queryable, before: RoomRow, { optionCounts }: SessionFacts): Promise<void> => {
  const isFitting = optionCounts.every((count, index) => before.decisions[index]?.options.length === count);
  if (isFitting) return;
  const decisions: StudioState["decisions"] = optionCounts.map((count, index) => ({
    options: Array.from({ length: count }, (_, option) => before.decisions[index]?.options[option] ?? 0),
    ballots: before.decisions[index]?.ballots ?? 0,
  }));
  before.decisions = decisions;
  await db.query("update relay.studio_rooms set tallies = $2 where id = $1", [
    ...[before.id, JSON.stringify(decisions)],
  ]);
};

/** What the chain says about publications. Answers whether there is one to make. */
const owe = async (db: Queryable, roomId: string, facts: SessionFacts): Promise<boolean> => {
  const { status, publications, isContested } = facts;
  if (status === "locked" || status === "cancelled") {
    await settlePublication(db, roomId, publications, true);
    return false;
  }
  if (status !== "closed") return false;
  await settlePublication(db, roomId, publications, false);
  const number = isContested ? publications + 1 : 1;
  if (number > 2 || publications >= number) return false;
  if (!(await mayPublish(db, roomId, number))) return false;
  return owePublication(db, { roomId, session: String(facts.session), number });
};

/** A relay that was not there, or has lost what it knew, would publish a count that leaves people out. */
const mayPublish = async (db: Queryable, roomId: string, number: number): Promise<boolean> => {
  const sql =
    number === 1
      ? "select from relay.studio_rooms where id = $1 and is_attended"
      : "select from relay.studio_publications where room_id = $1 and number = 1";
  return (await db.query(sql, [roomId])).rowCount === 1;
};

const tellPhase = async (db: Queryable, before: RoomRow, facts: SessionFacts): Promise<boolean> => {
  const { status } = facts;
  const closesAt = facts.closesAt || null;
  const publication = await readPublication(db, before.id);
  const isSame = before.status === status && before.closesAt === closesAt;
  if (isSame && isSamePublication(before.publication, publication)) return false;
  await db.query(
    "update relay.studio_rooms set status = $2, closes_at = $3, publication = $4 where id = $1",
    [...[before.id, status, closesAt], publication && JSON.stringify(publication)],
  );
  await appendEvent(db, before.id, { type: "phase", payload: { status, closesAt, publication } });
  return true;
};

const isSamePublication = (one: StudioPublication | null, other: StudioPublication | null): boolean =>
  one?.state === other?.state &&
  one?.number === other?.number &&
  one?.cid === other?.cid &&
  one?.transaction === other?.transaction;
