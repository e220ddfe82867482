-- A use is noted by the digest of what was shown: ids stand in every list, and whoever had the login could tell of any token that it is
-- still carried somewhere. Also of one that has ended since: it was used before, and only who held it has its digest.

drop function note_uses(uuid[]);

create function note_uses(shown bytea[]) returns setof uuid language sql volatile security definer
begin atomic
  update access_tokens set last_used_at = now() where id in (
    select t.id from access_tokens t
    where t.id in (
        select k.id from access_tokens k where k.digest = any (shown)
        union all
        select a.token_id from oauth_access_tokens a where a.digest = any (shown))
      and (t.last_used_at is null or t.last_used_at < now() - interval '1 hour')
    order by t.id for no key update skip locked)
  returning id;
end;

revoke all on function note_uses(bytea[]) from public;
grant execute on function note_uses(bytea[]) to tiendo_serving;
