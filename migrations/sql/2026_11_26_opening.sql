-- A plan that goes live in mid-year: its office states once, before anybody has reported, how far each lead is. That is a report of
-- another source, and no way to report for an agency afterwards.

-- In a function, for a policy that read its own table would have no end.
create function has_report(wanted_pair uuid) returns boolean language sql stable security definer
begin atomic
  select exists (select from progress_reports r where r.pair_id = wanted_pair);
end;

revoke all on function has_report(uuid) from public;
grant execute on function has_report(uuid) to tiendo_serving;

grant select on plan_openings to tiendo_reader;
grant insert on plan_openings to tiendo_serving;

alter table plan_openings enable row level security;
alter table plan_openings force row level security;
create policy readable on plan_openings for select using (true);

create policy opened_by_office on plan_openings for insert to tiendo_serving
  with check (token_id = (select my_token())
    and exists (select from plans p where p.id = plan_openings.plan_id and p.monitoring_agency_id = plan_openings.opened_by
      and p.status = 'published' and p.id in (select my_monitored_plans()))
    and not exists (select from task_agency_state s join progress_reports r on r.pair_id = s.id
      where s.plan_id = plan_openings.plan_id));

-- Nobody states anything in favour of its own agency, and an agency that has reported speaks for itself.
create policy stated_at_opening on progress_reports for insert to tiendo_serving
  with check (source = 'opening' and token_id = (select my_token()) and obligation_id is null
    and may_decide_for(plan_id, agency_id) and not has_report(pair_id)
    and exists (select from plan_openings o where o.plan_id = progress_reports.plan_id
      and o.digest = progress_reports.source_digest)
    and exists (select from task_agency_state s where s.id = progress_reports.pair_id and s.task_id = progress_reports.task_id
      and s.plan_id = progress_reports.plan_id and s.agency_id = progress_reports.agency_id));
-- What an agency says of itself does not pass for what its office stated.
alter policy reported_by_lead on progress_reports
  with check (source = 'agency' and token_id = (select my_token()) and leads_published_task(task_id, agency_id)
    and exists (select from task_agency_state s where s.id = progress_reports.pair_id and s.task_id = progress_reports.task_id
      and s.plan_id = progress_reports.plan_id and s.agency_id = progress_reports.agency_id)
    and (obligation_id is null or exists (
      select from obligations o where o.id = progress_reports.obligation_id and o.pair_id = progress_reports.pair_id)));
