-- What a letter that Supabase asks for is about, and who gets none. Addresses are digests under the relay's secret.

create table if not exists relay.email_requests (
  address_digest bytea primary key,
  -- Null for signing in; else the account that the address is to be added to.
  account_id uuid references relay.accounts (id) on delete cascade,
  requested_at timestamptz not null default now()
);
create index if not exists email_requests_age on relay.email_requests (requested_at);
alter table relay.email_requests enable row level security;

create table if not exists relay.mail_suppressions (
  address_digest bytea primary key,
  reason text not null check (reason in ('bounce', 'complaint')),
  suppressed_at timestamptz not null default now()
);
alter table relay.mail_suppressions enable row level security;
