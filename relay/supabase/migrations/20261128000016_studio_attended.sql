-- Whether a relay was there before the session closed. Otherwise it cannot know what was relayed, and publishes nothing.

alter table relay.studio_rooms add column if not exists is_attended boolean not null default false;
update relay.studio_rooms set is_attended = true where status in ('draft', 'open');
