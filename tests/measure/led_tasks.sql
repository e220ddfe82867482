-- $1 tasks more of the plan of `make.world`, led by the same agency, and owed as that one is.

create temp table made on commit drop as
select n, gen_random_uuid() as task, gen_random_uuid() as assignment, gen_random_uuid() as pair from generate_series(1, $1) n;

insert into tasks
select (jsonb_populate_record(t, jsonb_build_object('id', task, 'number', 'n' || n, 'position', 1000 + n))).*
from tasks t, made where t.id = '$2';

insert into assignments
select (jsonb_populate_record(a, jsonb_build_object('id', assignment, 'task_id', task))).*
from assignments a, made where a.task_id = '$2' and a.role = 'lead';

insert into task_agencies
select (jsonb_populate_record(a, jsonb_build_object('assignment_id', assignment, 'task_id', task))).*
from task_agencies a, made where a.task_id = '$2' and a.role = 'lead';

insert into task_agency_state
select (jsonb_populate_record(s, jsonb_build_object('id', pair, 'task_id', task, 'assignment_id', null))).*
from task_agency_state s, made where s.task_id = '$2';

insert into obligations
select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'pair_id', pair, 'task_id', task))).*
from obligations o, made where o.task_id = '$2';
