-- What people say about masters, each signed by its author's wallet. What was removed keeps its place without its words,
-- so that nobody can post it again.

create table if not exists relay.comments (
  -- The hash that was signed.
  id bytea primary key check (octet_length(id) = 32),
  position bigint generated always as identity,
  master bytea not null check (octet_length(master) = 20),
  account bytea not null check (octet_length(account) = 20),
  body text check (char_length(body) between 1 and 500),
  signed_at bigint not null,
  nonce bytea not null check (octet_length(nonce) = 32),
  signature bytea,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  -- The author, or the artist of the master.
  removed_by bytea,
  check ((removed_at is null) = (body is not null and signature is not null))
);
create index if not exists comments_master on relay.comments (master, position desc) where removed_at is null;
alter table relay.comments enable row level security;
