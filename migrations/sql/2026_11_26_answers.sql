-- A kept answer has its ETag, and a Location only where something was created; who has changed a thing last is told to whoever meant to.

drop function opening(bytea, text);
-- The first statement of every writing transaction: sets the context, gives the caller and, with a key, the answer kept under it.
create function opening(given bytea, wanted_key text)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[],
               request_digest bytea, status smallint, location text, body text, etag text)
language sql volatile security definer rows 1
begin atomic
  select set_config('tiendo.digest', encode(given, 'hex'), true);
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions, k.request_digest, k.status, k.location, k.body,
    k.etag
  from access_tokens t left join idempotency_keys k on k.credential_id = t.credential_id and k.key = wanted_key
  where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;

-- Of the journal, which the serving role does not read, this alone: whose token made the last entry about a thing.
create function last_editor(wanted_entity text, wanted_id uuid)
returns table (role text, credential_id uuid, token_name text, agency_ids uuid[], agency_id uuid, agency_code text, agency_name text)
language sql stable security definer rows 1
begin atomic
  select t.role, t.credential_id, t.name, t.agency_ids, a.id, a.code, a.name
  from journal j join access_tokens t on t.id = j.token_id left join agencies a on a.id = j.agency_id
  where j.entity = wanted_entity and j.entity_id = wanted_id
  order by j.sequence desc limit 1;
end;

revoke all on function opening(bytea, text), last_editor(text, uuid) from public;
grant execute on function opening(bytea, text), last_editor(text, uuid) to tiendo_serving;
