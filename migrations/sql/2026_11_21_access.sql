-- Who may write what, held by the database itself (DESIGN §3). The serving role owns nothing; the caller is whoever's digest the
-- transaction carries in tiendo.digest, and only these functions can look a digest up: no setting names an agency, so setting
-- one gains nothing. Each function's body is parsed now (BEGIN ATOMIC), so no search_path can redirect it later.

revoke all on schema public from public;
grant usage on schema public to tiendo_reader;
-- /readyz compares it with the newest migration that the code knows.
grant select on alembic_version to tiendo_reader;

create function caller(given bytea)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[])
language sql stable security definer rows 1
begin atomic
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions
  from access_tokens t where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;

-- The first statement of every writing transaction: sets the context, gives the caller and, with a key, the answer kept under it.
create function opening(given bytea, wanted_key text)
returns table (token_id uuid, credential_id uuid, role text, agency_ids uuid[], plan_ids uuid[], permissions text[],
               request_digest bytea, status smallint, location text, body text)
language sql volatile security definer rows 1
begin atomic
  select set_config('tiendo.digest', encode(given, 'hex'), true);
  select t.id, t.credential_id, t.role, t.agency_ids, t.plan_ids, t.permissions, k.request_digest, k.status, k.location, k.body
  from access_tokens t left join idempotency_keys k on k.credential_id = t.credential_id and k.key = wanted_key
  where t.digest = given and t.revoked_at is null and t.expires_at > now();
end;

create function my_digest() returns bytea language sql stable
begin atomic
  select decode(nullif(current_setting('tiendo.digest', true), ''), 'hex');
end;

create function my_token() returns uuid language sql stable security definer
begin atomic
  select token_id from caller(my_digest());
end;

create function my_credential() returns uuid language sql stable security definer
begin atomic
  select credential_id from caller(my_digest());
end;

create function my_role() returns text language sql stable security definer
begin atomic
  select role from caller(my_digest());
end;

-- The agencies the caller reports for: none unless the token's role reports at all.
create function my_reporting_agencies() returns uuid[] language sql stable security definer
begin atomic
  select agency_ids from caller(my_digest()) where role in ('agency', 'submitter');
end;

-- The plans the caller's office monitors, drafts included.
create function my_monitored_plans() returns setof uuid language sql stable security definer
begin atomic
  select p.id from plans p join caller(my_digest()) c
    on c.role = 'office' and p.monitoring_agency_id = any(c.agency_ids) and (c.plan_ids is null or p.id = any(c.plan_ids));
end;

-- The offices in whose name the caller may make a plan.
create function my_offices() returns uuid[] language sql stable security definer
begin atomic
  select agency_ids from caller(my_digest()) where role = 'office';
end;

-- Whether the caller's agency leads this task of a plan that is published and open to this token: what a report needs.
create function leads_published_task(wanted_task uuid, wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from task_agencies a join plans p on p.id = a.plan_id join caller(my_digest()) c
      on c.role in ('agency', 'submitter') and a.agency_id = any(c.agency_ids) and (c.plan_ids is null or p.id = any(c.plan_ids))
    where a.task_id = wanted_task and a.agency_id = wanted_agency and a.role = 'lead' and p.status = 'published');
end;

revoke all on all functions in schema public from public;
grant execute on function caller(bytea) to tiendo_reader;
grant execute on all functions in schema public to tiendo_serving;

grant select on agencies, agency_groups, agency_group_members, calendar_days, plans, plan_relations, plan_agencies, annexes,
  sections, tasks, task_deadlines, legal_citations, assignments, task_agencies, task_agency_state, task_agency_states,
  obligations, obligation_states, awaited_events, progress_reports to tiendo_reader;
-- Everything but the digest.
grant select (id, credential_id, name, role, prefix, agency_ids, plan_ids, permissions, issued_by, created_at, expires_at,
  revoked_at) on access_tokens to tiendo_reader;

grant insert on access_tokens, agencies, agency_groups, agency_group_members, calendar_days, plans, plan_relations,
  plan_agencies, annexes, sections, tasks, task_deadlines, legal_citations, assignments, task_agencies, task_agency_state,
  obligations, awaited_events, progress_reports, idempotency_keys to tiendo_serving;
grant update (revoked_at) on access_tokens to tiendo_serving;
grant update on agencies, agency_groups, calendar_days, annexes, sections, tasks to tiendo_serving;
do $$
declare
  every record;
begin
  -- What the server counts and what never changes is not the serving role's to write: numbers of history taken in advance would
  -- stop everybody's writing, and a pair or an obligation moved elsewhere would leave its own row security behind.
  for every in select * from (values
    ('journal', 'insert', array['sequence', 'xid']),
    ('task_agency_states', 'insert', array['sequence']),
    ('obligation_states', 'insert', array['sequence']),
    ('task_agency_state', 'update', array['id', 'task_id', 'plan_id', 'agency_id', 'assignment_id', 'is_primary', 'position']),
    ('obligations', 'update', array['id', 'pair_id', 'task_id', 'plan_id', 'agency_id', 'deadline_id', 'kind', 'opened_on',
      'original_due_date', 'effective_due_date', 'nominal_due_date', 'opened_late', 'window_from', 'sort_day', 'trigger',
      'condition', 'period_label', 'period_start_on', 'period_end_on', 'awaited_event_id', 'not_yet', 'respond_by']),
    ('plans', 'update', array['id', 'code', 'monitoring_agency_id', 'sort_key'])
  ) as wanted(of_table, act, but_not)
  loop
    execute (select format('grant %s (%s) on %I to tiendo_serving', every.act,
        string_agg(quote_ident(column_name), ', '), every.of_table)
      from information_schema.columns
      where table_schema = 'public' and table_name = every.of_table and column_name <> all (every.but_not));
  end loop;
end $$;
grant delete on agency_group_members, calendar_days, plans, plan_relations, plan_agencies to tiendo_serving;

-- Row security, forced so that a table's owner is bound too. Reading is open to whoever holds the reading role: what a caller may
-- see is the WHERE clause of plans.visible_to, and drafts hold no report.
do $$
declare one text;
begin
  foreach one in array array['access_tokens', 'agencies', 'agency_groups', 'agency_group_members', 'calendar_days', 'plans',
    'plan_relations', 'plan_agencies', 'annexes', 'sections', 'tasks', 'task_deadlines', 'legal_citations', 'assignments',
    'task_agencies', 'task_agency_state', 'task_agency_states', 'obligations', 'obligation_states', 'awaited_events',
    'progress_reports', 'journal', 'idempotency_keys']
  loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['agencies', 'agency_groups', 'agency_group_members', 'calendar_days', 'plans', 'plan_relations',
    'plan_agencies', 'annexes', 'sections', 'tasks', 'task_deadlines', 'legal_citations', 'assignments', 'task_agencies',
    'task_agency_state', 'task_agency_states', 'obligations', 'obligation_states', 'awaited_events', 'progress_reports',
    'access_tokens']
  loop
    execute format('create policy readable on %I for select using (true)', one);
  end loop;
  -- The definer functions and the operator's commands work as the owner, which force row security binds as well.
  foreach one in array array['access_tokens', 'idempotency_keys', 'journal']
  loop
    execute format('create policy kept_by_owner on %I to %I using (true) with check (true)', one, current_user);
  end loop;
  -- The register is the admin's.
  foreach one in array array['agencies', 'agency_groups', 'agency_group_members', 'calendar_days']
  loop
    execute format('create policy written_by_admin on %I for all to tiendo_serving using ((select my_role()) = ''admin'')', one);
  end loop;
  -- What hangs on a plan is its monitoring office's.
  foreach one in array array['plan_relations', 'plan_agencies', 'annexes']
  loop
    execute format('create policy written_by_office on %I for all to tiendo_serving using (plan_id in (select my_monitored_plans()))', one);
  end loop;
  -- A row that names its plan and hangs on another's annex or task would be that other office's.
  foreach one in array array['sections', 'tasks']
  loop
    execute format('create policy written_by_office on %1$I for all to tiendo_serving
      using (plan_id in (select my_monitored_plans()) and exists (
        select from annexes a where a.id = %1$I.annex_id and a.plan_id = %1$I.plan_id))', one);
  end loop;
  foreach one in array array['task_deadlines', 'legal_citations', 'assignments', 'task_agencies']
  loop
    execute format('create policy written_by_office on %1$I for all to tiendo_serving
      using (plan_id in (select my_monitored_plans()) and exists (
        select from tasks t where t.id = %1$I.task_id and t.plan_id = %1$I.plan_id))', one);
  end loop;
end $$;

create policy issued_by_admin on access_tokens for insert to tiendo_serving with check ((select my_role()) = 'admin');
create policy revoked_by_admin on access_tokens for update to tiendo_serving using ((select my_role()) = 'admin');

create policy made_by_office on plans for insert to tiendo_serving with check (monitoring_agency_id = any ((select my_offices())::uuid[]));
create policy changed_by_office on plans for update to tiendo_serving using (id in (select my_monitored_plans()));
create policy dropped_by_office on plans for delete to tiendo_serving using (status = 'draft' and id in (select my_monitored_plans()));

create policy opened_by_office on task_agency_state for insert to tiendo_serving
  with check (plan_id in (select my_monitored_plans()) and exists (
    select from tasks t where t.id = task_agency_state.task_id and t.plan_id = task_agency_state.plan_id));
create policy moved_by_lead_or_office on task_agency_state for update to tiendo_serving
  using (agency_id = any ((select my_reporting_agencies())::uuid[]) or plan_id in (select my_monitored_plans()));
create policy moved_by_lead_or_office on task_agency_states for insert to tiendo_serving
  with check (token_id = (select my_token())
    and (agency_id = any ((select my_reporting_agencies())::uuid[]) or plan_id in (select my_monitored_plans()))
    and exists (select from task_agency_state s where s.id = task_agency_states.pair_id
      and s.task_id = task_agency_states.task_id and s.plan_id = task_agency_states.plan_id
      and s.agency_id is not distinct from task_agency_states.agency_id));

create policy opened_by_office on obligations for insert to tiendo_serving
  with check (plan_id in (select my_monitored_plans()) and exists (
    select from task_agency_state s where s.id = obligations.pair_id and s.task_id = obligations.task_id
      and s.plan_id = obligations.plan_id and s.agency_id is not distinct from obligations.agency_id));
create policy moved_by_lead_or_office on obligations for update to tiendo_serving
  using (agency_id = any ((select my_reporting_agencies())::uuid[]) or plan_id in (select my_monitored_plans()));
create policy moved_by_lead_or_office on obligation_states for insert to tiendo_serving
  with check (token_id = (select my_token()) and exists (
    select from obligations o where o.id = obligation_id and o.plan_id = obligation_states.plan_id
      and (o.agency_id = any ((select my_reporting_agencies())::uuid[]) or o.plan_id in (select my_monitored_plans()))));
create policy awaited_by_office on awaited_events for insert to tiendo_serving with check ((select my_role()) = 'office');

create policy reported_by_lead on progress_reports for insert to tiendo_serving
  with check (token_id = (select my_token()) and leads_published_task(task_id, agency_id)
    and exists (select from task_agency_state s where s.id = progress_reports.pair_id and s.task_id = progress_reports.task_id
      and s.plan_id = progress_reports.plan_id and s.agency_id = progress_reports.agency_id)
    and (obligation_id is null or exists (
      select from obligations o where o.id = progress_reports.obligation_id and o.pair_id = progress_reports.pair_id)));

create policy written_as_oneself on journal for insert to tiendo_serving with check (token_id = (select my_token()));
create policy kept_for_oneself on idempotency_keys for insert to tiendo_serving with check (credential_id = (select my_credential()));
