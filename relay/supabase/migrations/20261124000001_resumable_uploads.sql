-- An upload that may go on after a broken connection. While this lies in the future, part of the file may be on the
-- relay's disk, and the file counts against the account's quota.

alter table relay.upload_tickets add column if not exists upload_expires timestamptz;
create index if not exists upload_tickets_resumable on relay.upload_tickets (account, upload_expires)
  where upload_expires is not null;
