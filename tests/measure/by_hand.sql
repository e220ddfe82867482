-- The summary of one plan as one would write it by hand for just this question: the present rows, the present days, no caller.
-- $1: the plan's code, $2: the day.

with leads as materialized (
  select s.task_id, t.section_id, s.agency_id, s.status, s.is_primary, t.completion_rule, p.due_soon_days, s.conditional,
    s.opened_late > 0 as opened_late, least($2::date, p.closed_on) as day, greatest(s.next_due_on, s.respond_by) as last_day,
    greatest(least($2::date, p.closed_on) - s.next_due_on, s.late_answer_on - s.late_answer_due_on) as days,
    case when s.status = 'cancelled' then null when s.status = 'suspended' then 5
      when s.late_answer_on is not null or greatest(s.next_due_on, s.respond_by) < least($2::date, p.closed_on) then 1
      when s.dated > 0 then 2 when s.awaiting > 0 then 3 when s.undated > 0 then 4
      when s.settled_late > 0 then 6 when s.settled_on_time > 0 then 7 else 8 end as rank
  from plans p join task_agency_state s on s.plan_id = p.id join tasks t on t.id = s.task_id where p.code = $1
), decided as (
  select task_id, section_id, due_soon_days, day,
    min(rank) filter (where counts) as rank, max(days) filter (where counts and rank = 1) as days,
    min(last_day) filter (where counts and rank <= 2) as last_day, bool_or(conditional) as conditional, bool_or(opened_late) as opened_late,
    bool_or(status = 'awaiting_confirmation') and not bool_or(status in ('returned', 'in_progress'))
      and not (bool_or(status = 'completed') and bool_or(status = 'not_started')) as waits
  from (
    select *, case completion_rule
        when 'primary' then not bool_or(is_primary) over task or is_primary
        when 'any' then not bool_or(status = 'completed') over task or status = 'completed'
        else true end as counts
    from leads where rank is not null window task as (partition by task_id)) one
  group by task_id, section_id, due_soon_days, day
), owed as (
  select t.section_id, o.agency_id, o.state in ('open', 'awaiting_event', 'returned') as unanswered,
    case when o.state in ('open', 'awaiting_event', 'returned') then least($2::date, p.closed_on) else o.answered_on end
      > greatest(o.effective_due_date, case when o.state = 'returned' and o.answered_on <= o.effective_due_date then o.respond_by end)
      as late
  from plans p join obligations o on o.plan_id = p.id join tasks t on t.id = o.task_id
  where p.code = $1 and o.state not in ('lapsed', 'cancelled') and o.effective_due_date is not null and not o.opened_late and not o.not_yet
)
select 'tasks' as source, null::uuid as agency_id, section_id,
  count(*) filter (where rank = 1) as c1, count(*) filter (where rank = 2) as c2, count(*) filter (where rank = 3) as c3,
  count(*) filter (where rank = 4) as c4, count(*) filter (where rank = 5) as c5, count(*) filter (where rank = 6) as c6,
  count(*) filter (where rank = 7) as c7, count(*) filter (where rank = 8) as c8,
  count(*) filter (where rank = 1 and days <= 7) as d1, count(*) filter (where rank = 1 and days between 8 and 30) as d2,
  count(*) filter (where rank = 1 and days between 31 and 90) as d3, count(*) filter (where rank = 1 and days > 90) as d4,
  count(*) filter (where rank = 2 and last_day - day <= due_soon_days) as soon, count(*) filter (where rank = 2 and waits) as waits,
  count(*) filter (where conditional) as conditional, count(*) filter (where opened_late) as opened_late
from decided group by grouping sets ((), (section_id))
union all
select 'leads', agency_id, section_id,
  count(*) filter (where rank = 1), count(*) filter (where rank = 2), count(*) filter (where rank = 3), count(*) filter (where rank = 4),
  count(*) filter (where rank = 5), count(*) filter (where rank = 6), count(*) filter (where rank = 7), count(*) filter (where rank = 8),
  count(*) filter (where rank = 1 and days <= 7), count(*) filter (where rank = 1 and days between 8 and 30),
  count(*) filter (where rank = 1 and days between 31 and 90), count(*) filter (where rank = 1 and days > 90),
  count(*) filter (where rank = 2 and last_day - day <= due_soon_days), count(*) filter (where rank = 2 and status = 'awaiting_confirmation'),
  count(*) filter (where conditional), count(*) filter (where opened_late)
from leads where rank is not null group by grouping sets ((), (section_id), (agency_id))
union all
select 'owed', agency_id, section_id,
  count(*) filter (where not unanswered and late is not true), count(*) filter (where not unanswered and late),
  count(*) filter (where unanswered and late), count(*) filter (where unanswered and late is not true),
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
from owed group by grouping sets ((), (section_id), (agency_id))
