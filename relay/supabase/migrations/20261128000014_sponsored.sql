-- Transactions that the relay's gas-only key pays for: ballots and delegations that somebody else signed. A row is one
-- nonce of the key; a stuck transaction is replaced by one with the same nonce and a higher fee.

create table if not exists relay.sponsored (
  id uuid primary key default gen_random_uuid(),
  -- Who asked, if somebody was signed in. The row outlives the account: the chain knows it anyway.
  account_id uuid references relay.accounts (id) on delete set null,
  call text not null check (call in ('vote', 'delegation')),
  signer bytea not null check (octet_length(signer) = 20),
  target bytea not null check (octet_length(target) = 20),
  data bytea not null,
  -- The key that pays.
  sender bytea not null check (octet_length(sender) = 20),
  nonce bigint not null,
  gas bigint not null,
  max_fee numeric not null,
  priority_fee numeric not null,
  -- Of every signed transaction with this nonce, the one that was sent last at the end.
  hashes text[] not null,
  raw bytea,
  status text not null default 'pending' check (status in ('pending', 'included', 'failed')),
  block bigint,
  -- Once it is deep enough in the chain, or will never be in it.
  settled_at timestamptz,
  sent_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index if not exists sponsored_open on relay.sponsored (sender, nonce) where settled_at is null;
create index if not exists sponsored_signer on relay.sponsored (signer, created_at);
create index if not exists sponsored_account on relay.sponsored (account_id, created_at);
create index if not exists sponsored_age on relay.sponsored (created_at);
alter table relay.sponsored enable row level security;
