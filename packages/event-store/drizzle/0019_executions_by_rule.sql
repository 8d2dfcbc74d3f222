-- The executions of one rule, newest first, from an index. By their enforcements alone they were found by
-- reading every execution and every enforcement of the rule, chunk by chunk, for each page. The name
-- also outlives the enforcement.
alter table execution add column rule_ref text;

-- It is no change of the execution, so neither its history nor its `updated` is to know of it.
alter table execution disable trigger user;
update execution x set rule_ref = f.rule_ref
from enforcement f
where x.enforcement is not null and f.id = x.enforcement;
alter table execution enable trigger user;

create index execution_rule_ref_idx on execution (rule_ref, created desc, id desc)
where rule_ref is not null;
