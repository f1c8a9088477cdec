-- Who is muted, as the artist knew them: their messages may be gone when it is time to let them talk again. Both go with
-- the account.

alter table relay.studio_mutes add column if not exists name text;
alter table relay.studio_mutes
  add column if not exists account_id uuid references relay.accounts (id) on delete cascade;
-- Grows, so that the last who was muted can be named first.
alter table relay.studio_mutes add column if not exists number bigint generated always as identity;
create index if not exists studio_mutes_account on relay.studio_mutes (account_id);
update relay.studio_mutes m
set name = said.payload ->> 'name', account_id = said.account_id
from (
  select distinct on (room_id, author) room_id, author, payload, account_id
  from relay.studio_events where type = 'said' order by room_id, author, seq desc
) as said
where said.room_id = m.room_id and said.author = m.author and m.account_id is null;
