-- What was acknowledged and still has to be done elsewhere: letters, copies of pins, whatever comes next. One row is
-- one piece of work; its topic says who does it, its key keeps it from being written down twice.

create table if not exists relay.outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null default gen_random_uuid()::text,
  -- Emptied once the work is done: it may name people.
  payload jsonb,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  give_up_at timestamptz,
  last_problem text,
  done_at timestamptz,
  failed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (topic, key)
);
create index if not exists outbox_due on relay.outbox (topic, next_attempt_at)
  where done_at is null and failed_at is null;
create index if not exists outbox_ended on relay.outbox (coalesce(done_at, failed_at))
  where done_at is not null or failed_at is not null;
alter table relay.outbox enable row level security;

do $$
begin
  if to_regclass('relay.pin_outbox') is null then return; end if;
  insert into relay.outbox (topic, key, payload, attempts, next_attempt_at, last_problem, done_at)
  select 'pin-copy:' || o.target, o.pin_id::text, jsonb_build_object('cid', p.cid, 'size', p.size), o.attempts,
         o.next_attempt_at, o.last_problem, o.done_at
  from relay.pin_outbox o join relay.pins p on p.id = o.pin_id
  on conflict do nothing;
  drop table relay.pin_outbox;
end $$;
