-- What was committed is as it was, but for the transaction that commits it (whose rows have no age yet): only when the plan is there
-- and published is it known which rows its opening left out.
grant update (left_out) on plan_imports to tiendo_serving;
alter policy settled_by_office on plan_imports
  using (office_id = any ((select my_offices())::uuid[]) and (status = 'previewed' or age(xmin) <= 0));
