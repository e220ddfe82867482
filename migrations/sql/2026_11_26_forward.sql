-- What has ended stays ended, and nobody is given another's place: held by the database too, for whoever gets past the service with
-- an admin's digest.

-- A successor is no more than the token whose place it takes; that it is of the same credential is said by the foreign key. In a
-- function, for a policy that read its own table would have no end.
create function may_replace(replaced uuid, wanted_role text, wanted_agencies uuid[], wanted_plans uuid[], wanted_permissions text[])
returns boolean language sql stable security definer
begin atomic
  select exists (
    select from access_tokens t
    where t.id = replaced and t.revoked_at is null and t.role = wanted_role and t.agency_ids = wanted_agencies
      and t.plan_ids is not distinct from wanted_plans and (t.permissions is null or wanted_permissions <@ t.permissions));
end;

revoke all on function may_replace(uuid, text, uuid[], uuid[], text[]) from public;
grant execute on function may_replace(uuid, text, uuid[], uuid[], text[]) to tiendo_serving;

-- `token_lifetime_days` of /v1/me. From the day it was issued on, for a sandbox's clock may stand away from the database's: by less
-- than as long again.
alter policy issued_by_admin on access_tokens
  with check ((select my_role()) = 'admin' and created_at <= now() + interval '1827 days'
    and expires_at <= created_at + interval '1827 days'
    and (replaces_id is null or may_replace(replaces_id, role, agency_ids, plan_ids, permissions)));

-- Both ends may be set, and the end of an overlap moved nearer; neither is taken back. Not one AND: with either of two moments null
-- nothing is compared.
create trigger revoked_for_good before update on access_tokens for each row
  when (current_user = 'tiendo_serving' and coalesce(old.revoked_at <> new.revoked_at, old.revoked_at is not null))
  execute function refuse_change();
create trigger retires_no_later before update on access_tokens for each row
  when (current_user = 'tiendo_serving' and coalesce(old.retires_at < new.retires_at, old.retires_at is not null))
  execute function refuse_change();
