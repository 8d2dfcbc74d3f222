-- The action that has a language model write knowledge about a codebase.

alter table action drop constraint action_runner_check;
alter table action add constraint action_runner_check
  check (runner in ('log', 'http', 'process', 'index', 'webhook_out', 'generate_knowledge'));

-- One at a time, over all workers: the limit of requests at once is one of each run. One attempt, as the
-- budget is one of each attempt; what a run has written stays, and the next one goes on with the rest.
insert into action (ref, label, description, origin, runner, timeout_seconds, max_attempts, max_concurrency, param_schema)
values
  ('core.generate_knowledge', 'Generate knowledge',
   'Has a language model write summaries that are missing or stale. Off until the worker has a model.',
   'builtin', 'generate_knowledge', 14400, 1, 1,
   '{"type":"object","required":["codebase"],"properties":{
      "codebase":{"type":"string"},
      "scope":{"enum":["missing","stale","missing_or_stale"],"default":"missing_or_stale"},
      "symbols":{"type":"array","items":{"type":"string"}},
      "kinds":{"type":"array","items":{"type":"string"}},
      "path":{"type":"string"},
      "limit":{"type":"integer","minimum":1,"maximum":10000,"default":50},
      "terms":{"type":"boolean","default":false},
      "budget_tokens":{"type":"integer","minimum":1},
      "budget_cost":{"type":"number","minimum":0},
      "dry_run":{"type":"boolean","default":false}}}');
