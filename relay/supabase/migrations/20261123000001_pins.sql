-- Upload tickets, what was pinned for whom, and what still has to reach another pinning target.
-- Row level security is on and no policy exists, so only the owner and the service role see these tables. Every
-- statement can be run again.

create schema if not exists relay;
revoke all on schema relay from public;

create table if not exists relay.pins (
  id bigint generated always as identity primary key,
  account bytea not null check (octet_length(account) = 20),
  kind text not null,
  digest bytea not null check (octet_length(digest) = 32),
  size bigint not null check (size > 0),
  cid text not null,
  content_type text not null,
  created_at timestamptz not null default now()
);
create index if not exists pins_account_created_at on relay.pins (account, created_at);
create index if not exists pins_created_at on relay.pins (created_at);
alter table relay.pins enable row level security;

create table if not exists relay.upload_tickets (
  nonce bytea primary key check (octet_length(nonce) = 32),
  account bytea not null check (octet_length(account) = 20),
  kind text not null,
  digest bytea not null check (octet_length(digest) = 32),
  size bigint not null check (size > 0),
  deadline timestamptz not null,
  attempts integer not null default 0,
  -- An upload in progress. The claim lapses when its holder stops renewing it, so a crash blocks nobody for long.
  claim uuid,
  claimed_until timestamptz,
  pin_id bigint references relay.pins (id)
);
create index if not exists upload_tickets_deadline on relay.upload_tickets (deadline);
create index if not exists upload_tickets_claims on relay.upload_tickets (account) where claim is not null;
alter table relay.upload_tickets enable row level security;

create table if not exists relay.pin_outbox (
  pin_id bigint not null references relay.pins (id),
  target text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_problem text,
  done_at timestamptz,
  primary key (pin_id, target)
);
create index if not exists pin_outbox_due on relay.pin_outbox (next_attempt_at) where done_at is null;
alter table relay.pin_outbox enable row level security;
