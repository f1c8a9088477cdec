-- A message in one step, so that the room is held no longer than the database itself needs.

create or replace function relay.studio_say(
  p_room bigint, p_author text, p_account uuid, p_payload jsonb, p_is_artist boolean, p_most integer, p_window integer
) returns table (problem text, wait integer)
language plpgsql set search_path = '' as $$
declare
  v_status text;
  v_slow integer;
  v_said integer;
  v_since double precision;
begin
  select status, slow_seconds into v_status, v_slow from relay.studio_rooms where id = p_room for update;
  if v_status is null or v_status not in ('draft', 'open', 'closed') then
    return query select 'closed', 0;
    return;
  end if;
  if exists (select from relay.studio_mutes where room_id = p_room and author = p_author) then
    return query select 'muted', 0;
    return;
  end if;
  select count(*) filter (where created_at > clock_timestamp() - make_interval(secs => p_window)),
         extract(epoch from clock_timestamp() - max(created_at))
  into v_said, v_since
  from (
    select created_at from relay.studio_events
    where room_id = p_room and author = p_author and type = 'said' order by seq desc limit p_most
  ) as last;
  if not p_is_artist and v_since < v_slow then
    return query select 'slow', ceil(v_slow - v_since)::integer;
    return;
  end if;
  if v_said >= p_most then
    return query select 'fast', p_window;
    return;
  end if;
  with room as (update relay.studio_rooms set seq = seq + 1 where id = p_room returning seq)
  insert into relay.studio_events (room_id, seq, type, payload, author, account_id, created_at)
  select p_room, room.seq, 'said', p_payload, p_author, p_account, clock_timestamp() from room;
end
$$;
revoke all on function relay.studio_say from public;
