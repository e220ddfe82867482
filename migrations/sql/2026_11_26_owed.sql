-- Who may review, decide, amend, record, comment and attach (DESIGN §3), and which columns of what is owed each may move. As in
-- the access script before: the caller is whoever's digest the transaction carries, and no setting names an agency.

-- The events for which a plan of the caller's office waits: any such office may record one, and every plan gets its date. A
-- condition is that of one deadline: waiting for another plan's gains nothing.
create function my_awaited_events() returns setof uuid language sql stable security definer
begin atomic
  select distinct e.id from obligations o join awaited_events e on e.id = o.awaited_event_id
    where o.plan_id in (select my_monitored_plans()) and (e.kind = 'trigger' or exists (
      select from task_deadlines d where d.plan_id = o.plan_id and e.key = 'condition ' || d.id));
end;

-- Nobody reviews, extends or amends in favour of its own agency, unless the plan says so.
create function may_decide_for(wanted_plan uuid, wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from plans p join caller(my_digest()) c
      on c.role = 'office' and p.monitoring_agency_id = any(c.agency_ids) and (c.plan_ids is null or p.id = any(c.plan_ids))
    where p.id = wanted_plan and (p.self_review or wanted_agency is null or wanted_agency <> all(c.agency_ids)));
end;

-- An amendment is about one lead, or (null) about all of the task.
create function may_amend(wanted_plan uuid, wanted_task uuid, wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select may_decide_for(wanted_plan, wanted_agency) and (wanted_agency is not null or not exists (
    select from task_agency_state s where s.task_id = wanted_task and not may_decide_for(wanted_plan, s.agency_id)));
end;

-- In whose name the caller may comment on a task: its office, or those of its agencies that lead or coordinate there.
create function my_voices(wanted_task uuid, wanted_plan uuid) returns setof uuid language sql stable security definer
begin atomic
  select p.monitoring_agency_id from plans p join tasks t on t.plan_id = p.id
    where t.id = wanted_task and p.id = wanted_plan and p.id in (select my_monitored_plans())
  union select a.agency_id from task_agencies a join plans p on p.id = a.plan_id join caller(my_digest()) c
    on c.role = 'agency' and a.agency_id = any(c.agency_ids) and (c.plan_ids is null or p.id = any(c.plan_ids))
    where a.task_id = wanted_task and p.id = wanted_plan and p.status <> 'draft';
end;

-- Whether the caller reports for the agency in this plan: a token may be for some plans only.
create function may_report_for(wanted_plan uuid, wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from caller(my_digest()) c
    where c.role in ('agency', 'submitter') and wanted_agency = any(c.agency_ids)
      and (c.plan_ids is null or wanted_plan = any(c.plan_ids)));
end;

-- Who may say that something was answered, settled or returned: the agency itself, and the office that monitors the plan. Asked
-- once for each row that a submission moves, so in one look at the token.
create function may_answer(wanted_plan uuid, wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from caller(my_digest()) c
    where (c.plan_ids is null or wanted_plan = any(c.plan_ids))
      and (c.role in ('agency', 'submitter') and wanted_agency = any(c.agency_ids)
        or c.role = 'office' and exists (
          select from plans p where p.id = wanted_plan and p.monitoring_agency_id = any(c.agency_ids))));
end;

-- Who may move a day: the office, not in favour of its own agency; the admin, whose calendar it follows; and the office that
-- records the event it waits for.
create function may_move_day(wanted_plan uuid, wanted_agency uuid, wanted_event uuid) returns boolean
language sql stable security definer
begin atomic
  select coalesce(my_role() = 'admin', false) or may_decide_for(wanted_plan, wanted_agency)
    or coalesce(wanted_event in (select my_awaited_events()), false);
end;

-- The agency too, when it accepts the day its office has offered, and in the transaction that accepts it (whose rows have no age
-- yet): what was accepted once is no leave to come back to that day later.
create function accepts_day(wanted_obligation uuid, wanted_day date) returns boolean language sql stable security definer
begin atomic
  select exists (
    select from extension_requests r
    where r.obligation_id = wanted_obligation and r.counter_due_on = wanted_day and may_report_for(r.plan_id, r.agency_id)
      and my_role() = 'agency'
      and (r.state = 'countered' or r.state = 'accepted' and age(r.xmin) <= 0));
end;

-- A successor stands where the agency it follows was named, and nowhere else. In a function, for a policy that read its own table
-- would have no end.
create function may_succeed(wanted_plan uuid, wanted_task uuid, wanted_agency uuid, wanted_role text, wanted_assignment uuid)
returns boolean language sql stable security definer
begin atomic
  select coalesce(my_role() = 'admin', false) and exists (
    select from task_agencies b join agencies a on a.id = b.agency_id and a.successor_id = wanted_agency
    where b.plan_id = wanted_plan and b.task_id = wanted_task and b.role = wanted_role and b.assignment_id = wanted_assignment);
end;

-- What a succession moves of a pair's status: an ended agency's that owes nothing more is completed, its successor's that owes again
-- is open again. Nobody's answer is confirmed by it.
create function may_follow_succession(wanted_pair uuid, wanted_agency uuid, wanted_status text) returns boolean
language sql stable security definer
begin atomic
  select coalesce(my_role() = 'admin', false)
    and case when wanted_status = 'completed' then exists (select from agencies a where a.id = wanted_agency and a.successor_id is not null)
        else exists (select from agencies a where a.successor_id = wanted_agency) end
    and (wanted_status = 'completed') <> exists (select from obligations o
      where o.pair_id = wanted_pair and o.state in ('open', 'awaiting_event', 'answered', 'returned'));
end;

-- Whether the admin ends the request of an agency that another has succeeded.
create function may_end_request_of(wanted_agency uuid) returns boolean language sql stable security definer
begin atomic
  select coalesce(my_role() = 'admin', false)
    and exists (select from agencies a where a.id = wanted_agency and a.successor_id is not null);
end;

-- In plpgsql, for nothing else raises.
create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise insufficient_privilege using message = format('trigger %s refuses this change of %s', tg_name, tg_table_name);
end $$;

revoke all on function my_awaited_events(), may_decide_for(uuid, uuid), may_amend(uuid, uuid, uuid), my_voices(uuid, uuid),
  may_report_for(uuid, uuid), may_answer(uuid, uuid), may_move_day(uuid, uuid, uuid), accepts_day(uuid, date),
  may_succeed(uuid, uuid, uuid, text, uuid), may_follow_succession(uuid, uuid, text), may_end_request_of(uuid),
  refuse_change() from public;
grant execute on function my_awaited_events(), may_decide_for(uuid, uuid), may_amend(uuid, uuid, uuid), my_voices(uuid, uuid),
  may_report_for(uuid, uuid), may_answer(uuid, uuid), may_move_day(uuid, uuid, uuid), accepts_day(uuid, date),
  may_succeed(uuid, uuid, uuid, text, uuid), may_follow_succession(uuid, uuid, text), may_end_request_of(uuid) to tiendo_serving;

grant select on event_occurrences, amendments, extension_requests, extension_decisions, report_requests, report_reviews,
  attachments, comments to tiendo_reader;
grant insert on event_occurrences, amendments, extension_requests, extension_decisions, report_requests, report_reviews,
  attachments, comments to tiendo_serving;
grant insert (nominal_due_date, respond_by, not_yet, opened_late, agency_id, action) on obligation_states to tiendo_serving;
grant insert (waiting_since) on task_agency_states to tiendo_serving;
grant update (waiting_since, agency_id) on task_agency_state to tiendo_serving;
grant update (pair_id, agency_id, deadline_id, awaited_event_id, nominal_due_date, effective_due_date, original_due_date,
  opened_late, window_from, sort_day, trigger, condition, not_yet, respond_by) on obligations to tiendo_serving;
grant update (ended_on) on assignments to tiendo_serving;
grant update (voided_at, void_reason) on event_occurrences to tiendo_serving;
grant update (state, counter_due_on, version) on extension_requests to tiendo_serving;

do $$
declare one text;
begin
  foreach one in array array['event_occurrences', 'amendments', 'extension_requests', 'extension_decisions', 'report_requests',
    'report_reviews', 'attachments', 'comments']
  loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy readable on %I for select using (true)', one);
  end loop;
end $$;

create policy recorded_by_office on event_occurrences for insert to tiendo_serving
  with check (token_id = (select my_token()) and recorded_by = any ((select my_offices())::uuid[])
    and awaited_event_id in (select my_awaited_events()));
create policy voided_by_recorder on event_occurrences for update to tiendo_serving
  using (recorded_by = any ((select my_offices())::uuid[]));

create policy amended_by_office on amendments for insert to tiendo_serving
  with check (token_id = (select my_token()) and amended_by = any ((select my_offices())::uuid[])
    and may_amend(plan_id, task_id, agency_id)
    and exists (select from tasks t where t.id = amendments.task_id and t.plan_id = amendments.plan_id));

create policy asked_by_lead on extension_requests for insert to tiendo_serving
  with check (token_id = (select my_token()) and (select my_role()) = 'agency' and state = 'open'
    and leads_published_task(task_id, agency_id)
    and exists (select from obligations o where o.id = extension_requests.obligation_id and o.pair_id = extension_requests.pair_id
      and o.task_id = extension_requests.task_id and o.plan_id = extension_requests.plan_id
      and o.agency_id = extension_requests.agency_id));
create policy moved_by_lead_or_office on extension_requests for update to tiendo_serving
  using (((select my_role()) = 'agency' and may_report_for(plan_id, agency_id)) or may_decide_for(plan_id, agency_id));
create policy decided_by_office_answered_by_lead on extension_decisions for insert to tiendo_serving
  with check (token_id = (select my_token()) and exists (
    select from extension_requests r where r.id = extension_decisions.request_id and r.plan_id = extension_decisions.plan_id
      and case when action in ('approve', 'reject', 'counter')
        then decided_by = any ((select my_offices())::uuid[]) and may_decide_for(r.plan_id, r.agency_id)
        else (select my_role()) = 'agency' and decided_by = r.agency_id and may_report_for(r.plan_id, r.agency_id) end));
-- Of an agency that has ended nobody is left to answer: its requests end with it.
create policy ended_by_succession on extension_requests for update to tiendo_serving
  using (may_end_request_of(agency_id)) with check (state = 'withdrawn');
create policy ended_by_succession on extension_decisions for insert to tiendo_serving
  with check (token_id = (select my_token()) and action = 'withdraw' and may_end_request_of(decided_by)
    and exists (select from extension_requests r where r.id = extension_decisions.request_id
      and r.plan_id = extension_decisions.plan_id and r.agency_id = extension_decisions.decided_by));

create policy asked_by_office on report_requests for insert to tiendo_serving
  with check (token_id = (select my_token()) and requested_by = any ((select my_offices())::uuid[])
    and plan_id in (select my_monitored_plans()));

create policy reviewed_by_office_withdrawn_by_agency on report_reviews for insert to tiendo_serving
  with check (token_id = (select my_token()) and exists (
    select from progress_reports r where r.id = report_reviews.report_id and r.task_id = report_reviews.task_id
      and r.plan_id = report_reviews.plan_id and r.agency_id = report_reviews.agency_id)
    and case when action = 'withdraw'
      then (select my_role()) = 'agency' and reviewed_by = agency_id and may_report_for(plan_id, agency_id)
      else reviewed_by = any ((select my_offices())::uuid[]) and may_decide_for(plan_id, agency_id) end);

create policy attached_by_reporter on attachments for insert to tiendo_serving
  with check (token_id = (select my_token()) and may_report_for(plan_id, agency_id)
    and exists (select from progress_reports r where r.id = attachments.report_id and r.task_id = attachments.task_id
      and r.plan_id = attachments.plan_id and r.agency_id = attachments.agency_id)
    and not exists (select from report_reviews v where v.report_id = attachments.report_id and v.action <> 'return'));

create policy said_by_those_named on comments for insert to tiendo_serving
  with check (token_id = (select my_token()) and agency_id in (select my_voices(task_id, plan_id)));

-- What a calendar or a merger moves is the admin's; what an event dates is the recording office's, in every plan that waits.
create policy moved_by_admin on obligations for update to tiendo_serving using ((select my_role()) = 'admin');
create policy moved_by_admin on task_agency_state for update to tiendo_serving using ((select my_role()) = 'admin');
create policy dated_by_event on obligations for update to tiendo_serving
  using (awaited_event_id in (select my_awaited_events()));
create policy dated_by_event on task_agency_state for update to tiendo_serving
  using (exists (select from obligations o where o.pair_id = task_agency_state.id
    and o.awaited_event_id in (select my_awaited_events())));
-- Whose the pair is not tells in its history what the row beside it says, and of its status nothing else. The role first: a
-- submission asks these as well, and is not to look for events.
create policy written_by_who_moved on task_agency_states for insert to tiendo_serving
  with check (token_id = (select my_token()) and (select my_role()) in ('admin', 'office')
    and ((select my_role()) = 'admin' or exists (select from obligations o where o.pair_id = task_agency_states.pair_id
      and o.awaited_event_id in (select my_awaited_events())))
    and exists (select from task_agency_state s where s.id = task_agency_states.pair_id
      and s.task_id = task_agency_states.task_id and s.plan_id = task_agency_states.plan_id
      and s.agency_id is not distinct from task_agency_states.agency_id
      and (s.status, s.blocked, s.percent) = (task_agency_states.status, task_agency_states.blocked, task_agency_states.percent)));
create policy written_by_who_moved on obligation_states for insert to tiendo_serving
  with check (token_id = (select my_token()) and (select my_role()) in ('admin', 'office') and exists (
    select from obligations o where o.id = obligation_id and o.plan_id = obligation_states.plan_id
      and o.agency_id is not distinct from obligation_states.agency_id and o.state = obligation_states.state
      and o.answered_on is not distinct from obligation_states.answered_on
      and ((select my_role()) = 'admin' or o.awaited_event_id in (select my_awaited_events()))));
-- The history names the agency since now, and names no other.
alter policy moved_by_lead_or_office on obligation_states
  with check (token_id = (select my_token()) and exists (
    select from obligations o where o.id = obligation_id and o.plan_id = obligation_states.plan_id
      and o.agency_id is not distinct from obligation_states.agency_id
      and (o.agency_id = any ((select my_reporting_agencies())::uuid[]) or o.plan_id in (select my_monitored_plans()))));
-- A successor takes the place of an agency wherever that one leads or coordinates.
create policy succeeded_by_admin on task_agencies for insert to tiendo_serving
  with check (may_succeed(plan_id, task_id, agency_id, role, assignment_id));
create policy succeeded_by_admin on plan_agencies for insert to tiendo_serving
  with check ((select my_role()) = 'admin' and exists (
    select from task_agencies t join agencies a on a.successor_id = t.agency_id
    where t.plan_id = plan_agencies.plan_id and t.agency_id = plan_agencies.agency_id));

-- Row security cannot compare a row with what it was: which columns a caller may move, once it may move the row, stands here. A
-- submission is asked only whose answer it is (`may_answer`); of the others it pays the comparisons.
create trigger answered_by_agency_or_office before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.answered_by is distinct from new.answered_by or old.answered_on is distinct from new.answered_on
      or old.settled_by is distinct from new.settled_by or old.settled_on is distinct from new.settled_on
      or (old.state <> new.state and new.state <> 'cancelled'
        and not (old.state in ('open', 'awaiting_event') and new.state in ('open', 'awaiting_event'))))
    and not may_answer(new.plan_id, new.agency_id))
  execute function refuse_change();
-- A completion is settled, and the day for an answer to a return set, by whoever may review it.
create trigger decided_by_office before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.respond_by is distinct from new.respond_by
      or (old.kind = 'completion' and (old.state = 'settled') <> (new.state = 'settled')))
    and not may_decide_for(new.plan_id, new.agency_id))
  execute function refuse_change();
create trigger lapsed_by_office before update on obligations for each row
  when (current_user = 'tiendo_serving' and (old.state = 'lapsed') <> (new.state = 'lapsed')
    and not may_decide_for(new.plan_id, null))
  execute function refuse_change();
create trigger cancelled_by_office_or_admin before update on obligations for each row
  when (current_user = 'tiendo_serving' and (old.state = 'cancelled') <> (new.state = 'cancelled')
    and not coalesce(may_decide_for(new.plan_id, new.agency_id) or my_role() = 'admin', false))
  execute function refuse_change();
create trigger day_moved_by_office before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.nominal_due_date is distinct from new.nominal_due_date
      or old.effective_due_date is distinct from new.effective_due_date or old.sort_day <> new.sort_day)
    and not may_move_day(new.plan_id, new.agency_id, old.awaited_event_id)
    and not (new.sort_day is not distinct from new.effective_due_date
      and (new.nominal_due_date = new.effective_due_date or new.nominal_due_date is not distinct from old.nominal_due_date)
      and accepts_day(new.id, new.effective_due_date)))
  execute function refuse_change();
-- What an extension leaves as it was: the first day, the window, and whether it counts as dated at all. A trigger that names no
-- duration ends with its event, whichever office records that. Of what was opened too late, the day a lead accepts is the first.
create trigger first_day_kept before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.original_due_date is distinct from new.original_due_date or old.opened_late <> new.opened_late
      or old.window_from is distinct from new.window_from or old.not_yet <> new.not_yet
      or old.trigger::text is distinct from new.trigger::text)
    and not may_move_day(new.plan_id, new.agency_id, old.awaited_event_id)
    and not (old.opened_late and not new.opened_late and new.original_due_date is not distinct from new.effective_due_date
      and (old.window_from, old.not_yet, old.trigger::text) is not distinct from (new.window_from, new.not_yet, new.trigger::text)
      and accepts_day(new.id, new.effective_due_date)))
  execute function refuse_change();
create trigger reread_by_office before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.deadline_id is distinct from new.deadline_id or old.awaited_event_id is distinct from new.awaited_event_id
      or old.condition is distinct from new.condition)
    and not may_decide_for(new.plan_id, new.agency_id))
  execute function refuse_change();
create trigger handed_over_by_admin before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.agency_id is distinct from new.agency_id or old.pair_id <> new.pair_id)
    and my_role() is distinct from 'admin')
  execute function refuse_change();

create trigger handed_over_by_admin before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and old.agency_id is distinct from new.agency_id
    and my_role() is distinct from 'admin')
  execute function refuse_change();
create trigger moved_by_lead_or_office before update on task_agency_state for each row
  when (current_user = 'tiendo_serving'
    and (old.blocked <> new.blocked or old.percent <> new.percent
      or old.waiting_report_id is distinct from new.waiting_report_id
      or old.last_report_id is distinct from new.last_report_id
      or old.last_reported_at is distinct from new.last_reported_at
      or old.last_happened_at is distinct from new.last_happened_at)
    and not may_answer(new.plan_id, new.agency_id))
  execute function refuse_change();
create trigger status_follows_answers before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and new.status <> 'cancelled'
    and (old.status <> new.status or old.waiting_since is distinct from new.waiting_since)
    and not (may_answer(new.plan_id, new.agency_id) or may_follow_succession(new.id, new.agency_id, new.status)))
  execute function refuse_change();
create trigger completed_by_office before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and old.owes_completion
    and (not new.owes_completion or new.status = 'completed')
    and not coalesce(may_decide_for(new.plan_id, null) or my_role() = 'admin', false))
  execute function refuse_change();
create trigger suspended_by_office before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and (old.status = 'suspended') <> (new.status = 'suspended')
    and not coalesce(may_decide_for(new.plan_id, new.agency_id) or my_role() = 'admin', false))
  execute function refuse_change();
create trigger cancelled_by_office_or_admin before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and (old.status = 'cancelled') <> (new.status = 'cancelled')
    and not coalesce(may_decide_for(new.plan_id, new.agency_id) or my_role() = 'admin', false))
  execute function refuse_change();

-- A request ends once. The office approves, rejects or offers another day; the lead accepts or declines that one, or withdraws.
create trigger ended_once before update on extension_requests for each row
  when (current_user = 'tiendo_serving' and (old.state not in ('open', 'countered') or (old.state <> 'open' and new.state = 'open')))
  execute function refuse_change();
create trigger decided_by_office before update on extension_requests for each row
  when (current_user = 'tiendo_serving' and not may_decide_for(new.plan_id, new.agency_id)
    and ((old.state <> new.state and new.state in ('approved', 'rejected', 'countered'))
      or (old.counter_due_on is distinct from new.counter_due_on and new.state <> 'withdrawn')))
  execute function refuse_change();
create trigger answered_by_lead before update on extension_requests for each row
  when (current_user = 'tiendo_serving' and new.state in ('accepted', 'declined', 'withdrawn')
    and not coalesce(may_report_for(new.plan_id, new.agency_id)
      and (new.state = 'withdrawn' or old.counter_due_on = new.counter_due_on), false)
    and not may_end_request_of(new.agency_id))
  execute function refuse_change();
create trigger voided_once before update on event_occurrences for each row
  when (current_user = 'tiendo_serving' and (old.voided_at is not null or new.voided_at is null))
  execute function refuse_change();
