-- Tokens that replace one another, the access tokens that are obtained with them (RFC 6749 §4.4), and when each was used last. As in
-- the scripts before: the caller is whoever's digest the transaction carries, now also that of an access token, who may do no more
-- than the key it was obtained with and for no longer.

create or replace function caller(given bytea)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[])
language sql stable security definer rows 1
begin atomic
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions
  from access_tokens t where t.digest = given and t.revoked_at is null and least(t.expires_at, t.retires_at) > now()
  union all
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, a.permissions
  from oauth_access_tokens a join access_tokens t on t.id = a.token_id
  where a.digest = given and a.expires_at > now() and t.revoked_at is null and least(t.expires_at, t.retires_at) > now();
end;

create or replace function opening(given bytea, wanted_key text)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[],
               request_digest bytea, status smallint, location text, body text, etag text)
language sql volatile security definer rows 1
begin atomic
  select set_config('tiendo.digest', encode(given, 'hex'), true);
  select c.token_id, c.credential_id, c.role, c.agency_ids, c.plan_ids, c.permissions, k.request_digest, k.status, k.location, k.body,
    k.etag
  from caller(given) c left join idempotency_keys k on k.credential_id = c.credential_id and k.key = wanted_key;
end;

-- The key whose own secret the transaction carries, and its end: nothing for an access token, with which no other is obtained.
create function my_key() returns table (token_id uuid, ends_at timestamptz) language sql stable security definer rows 1
begin atomic
  select t.id, least(t.expires_at, t.retires_at)
  from access_tokens t where t.digest = my_digest() and t.revoked_at is null and least(t.expires_at, t.retires_at) > now();
end;

-- Whether the caller may have an access token of this key with these permissions: its own, and none beyond what it was given.
create function may_obtain(wanted_token uuid, wanted text[]) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from my_key() k join access_tokens t on t.id = k.token_id
    where k.token_id = wanted_token and (t.permissions is null or wanted <@ t.permissions));
end;

-- All that a worker may write of the use of tokens: that it was now, once an hour for each. A row that somebody holds is left out and
-- told at its next use: neither waits for the other.
create function note_uses(used uuid[]) returns setof uuid language sql volatile security definer
begin atomic
  update access_tokens set last_used_at = now() where id in (
    select t.id from access_tokens t
    where t.id = any (used) and (t.last_used_at is null or t.last_used_at < now() - interval '1 hour')
    order by t.id for no key update skip locked)
  returning id;
end;

revoke all on function my_key(), may_obtain(uuid, text[]), note_uses(uuid[]) from public;
grant execute on function my_key(), may_obtain(uuid, text[]), note_uses(uuid[]) to tiendo_serving;

grant select (replaces_id, retires_at, last_used_at) on access_tokens to tiendo_reader;
grant update (retires_at) on access_tokens to tiendo_serving;
-- Everything but the digest.
grant select (id, token_id, permissions, created_at, expires_at) on oauth_access_tokens to tiendo_reader;
grant insert, delete on oauth_access_tokens to tiendo_serving;

alter table oauth_access_tokens enable row level security;
alter table oauth_access_tokens force row level security;
create policy readable on oauth_access_tokens for select using (true);
create policy obtained_with_key on oauth_access_tokens for insert to tiendo_serving
  with check (may_obtain(token_id, permissions) and expires_at <= now() + interval '1 hour');
-- What nobody can use any more is no history.
create policy pruned_when_expired on oauth_access_tokens for delete to tiendo_serving using (expires_at <= now());
do $$
begin
  execute format('create policy kept_by_owner on oauth_access_tokens to %I using (true) with check (true)', current_user);
end $$;
