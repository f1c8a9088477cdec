import type { Farewell } from "../identity/account-data.ts";
import { appendEvent, lockRoom } from "./rooms.ts";

/** Has those who are in a room, and those who come, no longer see what an account said, or that it was muted. */
export const leaveRooms: Farewell = async (db, accountId) => {
  const { rows } = await db.query(
    `select room_id::text as "roomId" from relay.studio_events where account_id = $1
     union select room_id::text from relay.studio_mutes where account_id = $1 order by 1`,
    [accountId],
  );
  for (const { roomId } of rows as { roomId: string }[]) {
    await lockRoom(db, roomId);
    await db.query(
      `with said as (
         select seq, row_number() over (order by seq) as place, count(*) over () as total
         from relay.studio_events where room_id = $1 and account_id = $2 and type = 'said'
       ), room as (
         update relay.studio_rooms set seq = seq + (select count(*) from said) where id = $1 returning seq
       )
       insert into relay.studio_events (room_id, seq, type, payload)
       select $1, room.seq - said.total + said.place, 'deleted', jsonb_build_object('message', said.seq)
       from said, room`,
      [roomId, accountId],
    );
    const unmuted = await db.query(
      "delete from relay.studio_mutes where room_id = $1 and account_id = $2 returning author",
      [roomId, accountId],
    );
    for (const payload of unmuted.rows as { author: string }[]) {
      await appendEvent(db, roomId, { type: "unmuted", payload });
    }
  }
};
