import type { Hex } from "viem";
import type { Queryable } from "../../plugins/database.ts";
import { bytesOf } from "../sponsored/transactions.ts";

/** Whose ballots the relay vouches for, in a session, on behalf of an account: one voter, for as long as it has none. */
export const makeWay = async (
  db: Queryable,
  roomId: string,
  voter: Hex,
  accountId: string,
): Promise<"mine" | "free" | "voted"> => {
  // One at a time: a ballot that is being kept is seen, or sees what is done here.
  await db.query("select from relay.accounts where id = $1 for update", [accountId]);
  const { rows } = await db.query(
    `select voter, exists (
       select from relay.studio_ballots b where b.room_id = v.room_id and b.voter = v.voter
       union all
       select from relay.studio_casts c where c.room_id = v.room_id and c.voter = v.voter
     ) as "hasVoted" from relay.studio_voters v where room_id = $1 and account_id = $2`,
    [roomId, accountId],
  );
  const [before] = rows as [{ voter: Buffer; hasVoted: boolean }?];
  if (before?.voter.equals(bytesOf(voter))) return "mine";
  if (before?.hasVoted) return "voted";
  await db.query("delete from relay.studio_voters where room_id = $1 and account_id = $2", [
    ...[roomId, accountId],
  ]);
  return "free";
};

/** Has the relay's word for an account go to this voter. Answers false where another has voted with it. */
export const vouch = async (
  db: Queryable,
  roomId: string,
  voter: Hex,
  accountId: string,
): Promise<boolean> => {
  const before = await makeWay(db, roomId, voter, accountId);
  if (before !== "free") return before === "mine";
  // Somebody who was a stranger may have an account by now.
  const { rowCount } = await db.query(
    `insert into relay.studio_voters as v (room_id, voter, account_id, is_attested, caller)
     values ($1, $2, $3, true, '')
     on conflict (room_id, voter) do update set account_id = excluded.account_id, is_attested = true
     where v.account_id is null`,
    [roomId, bytesOf(voter), accountId],
  );
  return rowCount === 1;
};
