-- A plan as big as one city's year: every lead of every task reports each week, one in nine late, and owes a completion besides.
-- Written past the service: 100,000 reports sent one by one would take an hour. $1: tasks, $2: reports of each lead.

insert into agencies (id, code, name, kind, aliases, search_key, sort_key, version, updated_at)
select gen_random_uuid(), 'don-vi-' || n, 'Đơn vị ' || n, 'department', '{}', '| don vi |', lpad(n::text, 5, '0'), 1, now()
from generate_series(1, 60) n;

insert into plans (id, code, title, type, monitoring_agency_id, year, starts_on, ends_on, published_on, status, restricted,
  before_is_inclusive, roll_over, cutoffs, submission_lag_working_days, due_soon_days, reporting, completion_counts,
  return_keeps_date, self_review, sort_key, version, updated_at)
select gen_random_uuid(), 'kh-lon', 'Kế hoạch lớn', 'plan', a.id, 2026, '2026-01-01', '2026-12-31', '2026-01-02', 'published', false,
  false, '{event,recurring}', 'nd09', 2, 7, 'none', 'submitted', true, false, 'kh-lon', 1, now()
from agencies a where a.code = 'don-vi-1';

insert into annexes (id, plan_id, label, column_titles, deadline_purpose, position)
select gen_random_uuid(), id, 'Phụ lục', '{}', 'completion', 1 from plans where code = 'kh-lon';

insert into sections (id, plan_id, annex_id, label, title, position)
select gen_random_uuid(), x.plan_id, x.id, n::text, 'Phần ' || n, n
from annexes x join plans p on p.id = x.plan_id and p.code = 'kh-lon', generate_series(1, 8) n;

insert into tasks (id, plan_id, annex_id, section_id, number, position, title, is_heading, starred, completion_rule, external_refs,
  search_key, version, updated_at)
select gen_random_uuid(), s.plan_id, s.annex_id, s.id, n::text, n, 'Nhiệm vụ ' || n, false, false,
  (array['each', 'each', 'primary', 'any'])[1 + n % 4], '[]', ' nhiem vu', 1, now()
from generate_series(1, $1) n join sections s on s.position = 1 + n % 8 join plans p on p.id = s.plan_id and p.code = 'kh-lon';

-- Two leads each; the status and what is left to do vary with the row.
insert into task_agency_state (id, task_id, plan_id, agency_id, is_primary, position, status, blocked, percent, dated, awaiting, undated,
  settled_on_time, settled_late, original_settled_on_time, original_settled_late, settled_undated, opened_late, conditional,
  owes_completion, open_due_on, open_original_due_on, next_due_on, next_original_due_on, last_settled_due_on,
  last_settled_original_due_on, last_reported_at, version)
select gen_random_uuid(), t.id, t.plan_id, a.id, k = 0, k + 1,
  (array['in_progress', 'in_progress', 'awaiting_confirmation', 'completed', 'suspended'])[1 + (t.position + k) % 5], false, 50,
  ((t.position + k) % 5 <> 3)::int, 0, 0, $2 - $2 / 9, case when t.position % 3 = 0 then $2 / 9 else 0 end, $2 - $2 / 9, $2 / 9, 0, 0,
  t.position % 20 = 0, (t.position + k) % 5 <> 3, due, due, due, due, '2026-05-27', '2026-05-27', now(), 1
from tasks t join plans p on p.id = t.plan_id and p.code = 'kh-lon' cross join generate_series(0, 1) k
join agencies a on a.code = 'don-vi-' || (1 + (t.position * 7 + k) % 60)
cross join lateral (select case when (t.position + k) % 5 <> 3 then date '2026-03-01' + (t.position * 13 % 300) end as due) d;

insert into obligations (id, pair_id, task_id, plan_id, agency_id, kind, state, nominal_due_date, effective_due_date, original_due_date,
  not_yet, opened_on, opened_late, answered_on, settled_on, sort_day, version)
select gen_random_uuid(), s.id, s.task_id, s.plan_id, s.agency_id, 'progress_report', 'settled', d.due, d.due, d.due, false, '2026-01-02',
  false, d.answered, d.answered, d.due, 2
from task_agency_state s join plans p on p.id = s.plan_id and p.code = 'kh-lon' cross join generate_series(1, $2) n
cross join lateral (select date '2026-01-07' + n * 3 as due, date '2026-01-07' + n * 3 + (n % 9 = 0)::int * 2 as answered) d;

-- What has no day comes last: `infinity` is what the driver writes for the last day that Python has, and asks for behind a cursor.
insert into obligations (id, pair_id, task_id, plan_id, agency_id, kind, state, nominal_due_date, effective_due_date, original_due_date,
  not_yet, opened_on, opened_late, answered_on, sort_day, version)
select gen_random_uuid(), s.id, s.task_id, s.plan_id, s.agency_id, 'completion', 'open', s.next_due_on, s.next_due_on, s.next_due_on, false,
  '2026-01-02', false, null, coalesce(s.next_due_on, 'infinity'), 1
from task_agency_state s join plans p on p.id = s.plan_id and p.code = 'kh-lon';

insert into obligation_states (obligation_id, plan_id, agency_id, action, state, nominal_due_date, effective_due_date, original_due_date,
  answered_on, settled_on, not_yet, opened_late, token_id, on_day, recorded_at)
select o.id, o.plan_id, o.agency_id, 'publish', 'open', o.nominal_due_date, o.effective_due_date, o.original_due_date, null, null, false,
  false, o.id, '2026-01-02', now()
from obligations o join plans p on p.id = o.plan_id and p.code = 'kh-lon';

insert into obligation_states (obligation_id, plan_id, agency_id, action, state, nominal_due_date, effective_due_date, original_due_date,
  answered_on, settled_on, not_yet, opened_late, token_id, on_day, recorded_at)
select o.id, o.plan_id, o.agency_id, 'report_progress', o.state, o.nominal_due_date, o.effective_due_date, o.original_due_date,
  o.answered_on, o.settled_on, false, false, o.id, o.answered_on, now()
from obligations o join plans p on p.id = o.plan_id and p.code = 'kh-lon' where o.state = 'settled' order by o.answered_on;

insert into progress_reports (id, pair_id, task_id, plan_id, agency_id, obligation_id, status, percent_complete, summary, no_change,
  result_documents, submitted_at, submitted_on, out_of_order, captured_at_implausible, settled, token_id, request_digest)
select gen_random_uuid(), o.pair_id, o.task_id, o.plan_id, o.agency_id, o.id, 'in_progress', 50, 'Đã trình dự thảo lần một', false, '[]',
  o.answered_on + time '02:00', o.answered_on, false, false, '[]', o.id, decode(repeat('00', 32), 'hex')
from obligations o join plans p on p.id = o.plan_id and p.code = 'kh-lon' where o.state = 'settled';

insert into task_agency_states (pair_id, task_id, plan_id, agency_id, action, status, blocked, percent, dated, awaiting, undated,
  settled_on_time, settled_late, original_settled_on_time, original_settled_late, settled_undated, opened_late, conditional,
  owes_completion, open_due_on, open_original_due_on, next_due_on, next_original_due_on, last_settled_due_on,
  last_settled_original_due_on, last_reported_at, token_id, on_day, recorded_at)
select s.id, s.task_id, s.plan_id, s.agency_id, 'report_progress', s.status, false, 50, s.dated, 0, 0, s.settled_on_time, s.settled_late,
  s.original_settled_on_time, s.original_settled_late, 0, 0, s.conditional, s.owes_completion, s.open_due_on,
  s.open_original_due_on, s.next_due_on, s.next_original_due_on, s.last_settled_due_on, s.last_settled_original_due_on, s.last_reported_at, s.id, r.submitted_on, now()
from progress_reports r join task_agency_state s on s.id = r.pair_id join plans p on p.id = s.plan_id and p.code = 'kh-lon'
order by r.submitted_on;
