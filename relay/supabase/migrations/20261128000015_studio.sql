-- Rooms of studio sessions: what was said and done in them, in order, and the ballots that were given receipts. No
-- policy, no grant: the relay answers about them.

create table if not exists relay.studio_rooms (
  id bigint generated always as identity primary key,
  studio bytea not null check (octet_length(studio) = 20),
  session bigint not null,
  status text not null check (status in ('draft', 'open', 'closed', 'locked', 'cancelled')),
  -- Unix seconds of the chain.
  closes_at bigint,
  -- The number of the last event. Whoever adds one holds this row, so that events are seen in their order.
  seq bigint not null default 0,
  slow_seconds integer not null default 0,
  tallies jsonb not null,
  -- Ballots came in since the tallies were told.
  is_tally_due boolean not null default false,
  -- Head of the hash chain over the ballots cast on chain, as far as they were read.
  direct_head bytea,
  publication jsonb,
  unique (studio, session)
);
create index if not exists studio_rooms_status on relay.studio_rooms (status);
alter table relay.studio_rooms enable row level security;

create table if not exists relay.studio_events (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  seq bigint not null,
  -- 'erased' keeps the place of a message that was deleted.
  type text not null,
  payload jsonb not null,
  author text,
  account_id uuid references relay.accounts (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (room_id, seq)
);
create index if not exists studio_events_said on relay.studio_events (room_id, seq desc) where type = 'said';
create index if not exists studio_events_author on relay.studio_events (room_id, author, seq desc)
  where type = 'said';
create index if not exists studio_events_account on relay.studio_events (account_id);
create index if not exists studio_events_age on relay.studio_events (created_at) where type = 'tally';
alter table relay.studio_events enable row level security;

create table if not exists relay.studio_mutes (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  author text not null,
  primary key (room_id, author)
);
alter table relay.studio_mutes enable row level security;

-- The newest ballot of a voter for a decision, with what its receipt says.
create table if not exists relay.studio_ballots (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  decision smallint not null,
  voter bytea not null check (octet_length(voter) = 20),
  option smallint not null,
  sequence numeric(20) not null,
  hash bytea not null check (octet_length(hash) = 32),
  signature bytea not null,
  weight integer not null,
  class text not null,
  is_attested boolean not null,
  is_subscriber boolean not null,
  -- Otherwise a wallet that is a contract, which is asked again at the closing block.
  is_by_key boolean not null,
  received_at bigint not null,
  receipt bytea not null,
  primary key (room_id, decision, voter)
);
alter table relay.studio_ballots enable row level security;

-- Ballots cast on chain, for the tallies while the session is open; what is published is read from the chain again.
create table if not exists relay.studio_casts (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  decision smallint not null,
  voter bytea not null check (octet_length(voter) = 20),
  option smallint not null,
  weight integer not null,
  primary key (room_id, decision, voter)
);
alter table relay.studio_casts enable row level security;

-- Voters whom only the relay knows: keys of browsers with the account that registered them, and wallets that have
-- nothing at the snapshot. `caller` is a digest under the relay's secret that is another one in each session.
create table if not exists relay.studio_voters (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  voter bytea not null check (octet_length(voter) = 20),
  account_id uuid references relay.accounts (id) on delete set null,
  is_attested boolean not null,
  caller bytea not null,
  created_at timestamptz not null default now(),
  primary key (room_id, voter),
  unique (room_id, account_id)
);
create index if not exists studio_voters_caller on relay.studio_voters (room_id, caller);
create index if not exists studio_voters_account on relay.studio_voters (account_id);
alter table relay.studio_voters enable row level security;

create table if not exists relay.studio_publications (
  room_id bigint not null references relay.studio_rooms (id) on delete cascade,
  number smallint not null check (number in (1, 2)),
  state text not null default 'gathering' check (state in ('gathering', 'pinned', 'published', 'failed')),
  cid text,
  root bytea,
  leaves integer,
  tallies jsonb,
  -- The transaction that was signed last.
  sponsored_id uuid references relay.sponsored (id) on delete set null,
  transaction text,
  primary key (room_id, number)
);
alter table relay.studio_publications enable row level security;

alter table relay.sponsored drop constraint if exists sponsored_call_check;
alter table relay.sponsored
  add constraint sponsored_call_check check (call in ('vote', 'delegation', 'publication'));
