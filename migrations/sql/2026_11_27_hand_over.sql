-- A plan that is opened again is handed over by its office where the register names a successor meanwhile: the admin, who names
-- them, opens no plan.

-- The admin hands over as it merges agencies; the office, in its plans, what an ended agency owed to the one that the register has in
-- its place, and to no pair but theirs on the same task.
create function may_hand_over(wanted_plan uuid, wanted_task uuid, wanted_pair uuid, old_agency uuid, new_agency uuid)
returns boolean language sql stable security definer
begin atomic
  select coalesce(my_role() = 'admin', false)
    or (wanted_plan in (select my_monitored_plans())
      and exists (select from agencies a where a.id = old_agency and a.successor_id = new_agency)
      and exists (select from task_agency_state s where s.id = wanted_pair and s.task_id = wanted_task
        and s.agency_id in (old_agency, new_agency)));
end;

revoke all on function may_hand_over(uuid, uuid, uuid, uuid, uuid) from public;
grant execute on function may_hand_over(uuid, uuid, uuid, uuid, uuid) to tiendo_serving;

drop trigger handed_over_by_admin on obligations;
create trigger handed_over_to_successor before update on obligations for each row
  when (current_user = 'tiendo_serving'
    and (old.agency_id is distinct from new.agency_id or old.pair_id <> new.pair_id)
    and not may_hand_over(new.plan_id, new.task_id, new.pair_id, old.agency_id, new.agency_id))
  execute function refuse_change();
drop trigger handed_over_by_admin on task_agency_state;
create trigger handed_over_to_successor before update on task_agency_state for each row
  when (current_user = 'tiendo_serving' and old.agency_id is distinct from new.agency_id
    and not may_hand_over(new.plan_id, new.task_id, new.id, old.agency_id, new.agency_id))
  execute function refuse_change();
