-- What is known of Stripe: whose customer somebody is, every event before it was acknowledged, and the state of
-- subscriptions and on-ramp sessions as Stripe last told it. No policy, no grant: the relay answers about them.

create table if not exists relay.stripe_customers (
  account_id uuid primary key references relay.accounts (id) on delete cascade,
  customer text not null unique
);
alter table relay.stripe_customers enable row level security;

create table if not exists relay.stripe_events (
  id text primary key,
  type text not null,
  -- What it is about; the state itself is asked for when the event is worked on.
  object_id text not null,
  received_at timestamptz not null default now(),
  replays integer not null default 0
);
create index if not exists stripe_events_age on relay.stripe_events (received_at);
alter table relay.stripe_events enable row level security;

create table if not exists relay.subscriptions (
  id text primary key,
  account_id uuid not null references relay.accounts (id) on delete cascade,
  plan text not null,
  status text not null,
  period_end timestamptz,
  ends_at_period_end boolean not null,
  updated_at timestamptz not null default now()
);
create index if not exists subscriptions_account on relay.subscriptions (account_id);
alter table relay.subscriptions enable row level security;

create table if not exists relay.onramp_sessions (
  id text primary key,
  account_id uuid not null references relay.accounts (id) on delete cascade,
  wallet bytea not null check (octet_length(wallet) = 20),
  currency text not null,
  status text not null,
  amount text,
  transaction text,
  created_at timestamptz not null default now()
);
create index if not exists onramp_sessions_account on relay.onramp_sessions (account_id);
alter table relay.onramp_sessions enable row level security;
