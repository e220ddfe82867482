-- Whose an import is, what it may enrol, and what an office may take out of a draft. As in the scripts before: the caller is
-- whoever's digest the transaction carries.

-- A name that an import of the caller's office has accepted as a new agency, in the transaction that commits it (whose rows have no
-- age yet): before it and after it no office enrols anybody.
create function enrolled_by_import(wanted_name text) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from plan_imports i where i.office_id = any((select my_offices())::uuid[]) and i.status = 'committed'
      and age(i.xmin) <= 0 and wanted_name = any(i.new_agencies));
end;

revoke all on function enrolled_by_import(text) from public;
grant execute on function enrolled_by_import(text) to tiendo_serving;

grant select on plan_imports to tiendo_reader;
grant insert on plan_imports to tiendo_serving;
grant update (status, plan_id, title, type, document_number, issued_on, issuer, starts_on, ends_on, answers, new_agencies, updated_at,
  committed_at, document, version) on plan_imports to tiendo_serving;
grant delete on tasks, sections, task_deadlines, legal_citations, assignments to tiendo_serving;

alter table plan_imports enable row level security;
alter table plan_imports force row level security;
create policy readable on plan_imports for select using (true);
create policy sent_by_office on plan_imports for insert to tiendo_serving
  with check (token_id = (select my_token()) and office_id = any ((select my_offices())::uuid[]) and status = 'previewed');
-- What was committed is as it was.
create policy settled_by_office on plan_imports for update to tiendo_serving
  using (office_id = any ((select my_offices())::uuid[]) and status = 'previewed')
  with check (plan_id is null or plan_id in (select my_monitored_plans()));

create policy enrolled_by_import on agencies for insert to tiendo_serving
  with check (kind = 'other' and e_identifier is null and admin_unit_code is null and short_name is null and aliases = '{}'
    and parent_id is null and valid_from is null and valid_to is null and successor_id is null and enrolled_by_import(name));

-- Of a published plan nothing is ever taken away.
do $$
declare one text;
begin
  foreach one in array array['tasks', 'sections', 'task_deadlines', 'legal_citations', 'assignments']
  loop
    execute format('create policy dropped_from_drafts on %1$I as restrictive for delete to tiendo_serving
      using (exists (select from plans p where p.id = %1$I.plan_id and p.status = ''draft''))', one);
  end loop;
end $$;
