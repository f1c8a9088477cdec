-- People: their accounts, the ways into them, what they tell us about themselves. Whoever holds a token of Supabase
-- may read their own rows and change none: every change goes through the relay. Tables without a policy are seen by
-- the owner and the service role only. Every statement can be run again.

do $$
declare name text;
begin
  foreach name in array array['anon', 'authenticated', 'service_role'] loop
    begin
      -- Roles belong to the whole server, so another database may be making them at this moment.
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin', name);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;
grant usage on schema relay to authenticated, service_role;

create table if not exists relay.accounts (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
);
alter table relay.accounts enable row level security;

-- A way in that somebody else vouches for. The subject is Supabase's user for an e-mail address.
create table if not exists relay.identities (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references relay.accounts (id) on delete cascade,
  kind text not null check (kind in ('email', 'google', 'apple')),
  subject text not null,
  email text,
  created_at timestamptz not null default now(),
  unique (kind, subject),
  unique (account_id, kind)
);
alter table relay.identities enable row level security;

create table if not exists relay.wallets (
  address bytea primary key check (octet_length(address) = 20),
  account_id uuid not null references relay.accounts (id) on delete cascade,
  linked_at timestamptz not null default now()
);
create index if not exists wallets_account on relay.wallets (account_id);
alter table relay.wallets enable row level security;

create table if not exists relay.profiles (
  account_id uuid primary key references relay.accounts (id) on delete cascade,
  name text,
  bio text not null default '',
  avatar text,
  updated_at timestamptz not null default now()
);
alter table relay.profiles enable row level security;

-- Only what differs from the default of a topic.
create table if not exists relay.notification_settings (
  account_id uuid not null references relay.accounts (id) on delete cascade,
  topic text not null,
  by_email boolean not null,
  in_app boolean not null,
  primary key (account_id, topic)
);
alter table relay.notification_settings enable row level security;

-- The account of the token that asks, for policies. It reads past the policies it serves.
create or replace function relay.current_account() returns uuid
language sql stable security definer set search_path = '' as $$
  select account_id from relay.identities
  where kind = 'email'
    and subject = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
$$;
revoke all on function relay.current_account() from public;
grant execute on function relay.current_account() to authenticated;

do $$
declare name text;
begin
  foreach name in array array['identities', 'wallets', 'profiles', 'notification_settings'] loop
    execute format('grant select on relay.%I to authenticated', name);
    execute format('drop policy if exists own on relay.%I', name);
    execute format(
      'create policy own on relay.%I for select to authenticated using (account_id = (select relay.current_account()))',
      name
    );
  end loop;
end $$;
grant select on relay.accounts to authenticated;
drop policy if exists own on relay.accounts;
create policy own on relay.accounts for select to authenticated using (id = (select relay.current_account()));
