-- What people were told, and how far each source of news was read. Whoever holds a token of Supabase may read their own.

create table if not exists relay.notifications (
  id bigint generated always as identity primary key,
  account_id uuid not null references relay.accounts (id) on delete cascade,
  topic text not null,
  kind text not null,
  -- What it is about. The same news is told once.
  subject text not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (account_id, kind, subject)
);
create index if not exists notifications_account on relay.notifications (account_id, id);
create index if not exists notifications_unread on relay.notifications (account_id) where read_at is null;
create index if not exists notifications_age on relay.notifications (created_at);
alter table relay.notifications enable row level security;
grant select on relay.notifications to authenticated;
drop policy if exists own on relay.notifications;
create policy own on relay.notifications for select to authenticated
  using (account_id = (select relay.current_account()));

create table if not exists relay.news_sources (
  name text primary key,
  position bigint not null
);
alter table relay.news_sources enable row level security;
