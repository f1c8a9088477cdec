-- Sessions, what a sign-in needs on its way, second factors, and counters of attempts. Nothing here can be used by
-- somebody who reads it: tokens are not kept, codes are hashed, secrets are encrypted. No policy, no grant.

create table if not exists relay.sessions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references relay.accounts (id) on delete cascade,
  method text not null,
  device text not null default '',
  -- Tokens are derived from id and generation, so an older generation is known to be stale without being kept.
  generation integer not null default 0,
  -- The latest generation that came back: its answer arrived, so the one before it is used up.
  seen_generation integer not null default 0,
  rotated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  authenticated_at timestamptz not null default now(),
  second_factor_at timestamptz
);
create index if not exists sessions_account on relay.sessions (account_id);
create index if not exists sessions_expiry on relay.sessions (expires_at);
alter table relay.sessions enable row level security;

create table if not exists relay.wallet_nonces (
  digest bytea primary key,
  purpose text not null check (purpose in ('sign-in', 'link')),
  expires_at timestamptz not null
);
create index if not exists wallet_nonces_expiry on relay.wallet_nonces (expires_at);
alter table relay.wallet_nonces enable row level security;

create table if not exists relay.oidc_flows (
  state_digest bytea primary key,
  provider text not null,
  verifier bytea not null,
  nonce text not null,
  -- Set when a signed-in account connects the provider instead of signing in with it.
  account_id uuid references relay.accounts (id) on delete cascade,
  return_to text not null,
  expires_at timestamptz not null
);
create index if not exists oidc_flows_expiry on relay.oidc_flows (expires_at);
alter table relay.oidc_flows enable row level security;

create table if not exists relay.second_factors (
  account_id uuid primary key references relay.accounts (id) on delete cascade,
  secret bytea not null,
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted; no code of it or before is accepted again.
  last_step bigint not null default 0,
  failures integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
alter table relay.second_factors enable row level security;

create table if not exists relay.recovery_codes (
  account_id uuid not null references relay.accounts (id) on delete cascade,
  digest bytea not null,
  used_at timestamptz,
  primary key (account_id, digest)
);
alter table relay.recovery_codes enable row level security;

-- Attempts per subject and window. Keys are digests: who asked is not to be read here.
create table if not exists relay.attempts (
  key bytea primary key,
  count integer not null,
  resets_at timestamptz not null
);
create index if not exists attempts_expiry on relay.attempts (resets_at);
alter table relay.attempts enable row level security;
