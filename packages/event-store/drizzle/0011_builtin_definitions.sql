-- The actions that every worker can run and the triggers that the graph fires.

insert into action (ref, label, description, origin, runner, timeout_seconds, max_attempts, param_schema)
values
  ('core.log', 'Write a log line', 'Writes a message to the log of the worker.', 'builtin', 'log', 30, 1,
   '{"type":"object","required":["message"],"properties":{
      "message":{"type":"string"},
      "level":{"enum":["debug","info","warn","error"],"default":"info"}}}'),
  ('core.http', 'Send an HTTP request', 'Sends one request; an answer of 400 or above is a failure.',
   'builtin', 'http', 60, 3,
   '{"type":"object","required":["url"],"properties":{
      "url":{"type":"string","format":"uri"},
      "method":{"enum":["GET","POST","PUT","PATCH","DELETE"],"default":"POST"},
      "headers":{"type":"object","additionalProperties":{"type":"string"}},
      "timeout_seconds":{"type":"number"},
      "body":{}}}'),
  ('core.process', 'Run a program',
   'Starts a program by its argument list, never through a shell. Definable only in files on disk.',
   'builtin', 'process', 300, 1,
   '{"type":"object","required":["argv"],"properties":{
      "argv":{"type":"array","minItems":1,"items":{"type":"string"}},
      "cwd":{"type":"string"},
      "env":{"type":"object","additionalProperties":{"type":"string"}},
      "stdin":{"type":"string"}}}'),
  ('core.index', 'Index a codebase', 'Reads the sources of a codebase and brings its graph up to date.',
   'builtin', 'index', 3600, 2,
   '{"type":"object","required":["codebase"],"properties":{
      "codebase":{"type":"string"},
      "paths":{"type":"array","items":{"type":"string"}}}}'),
  ('core.webhook_out', 'Call a webhook', 'Posts the event, signed with HMAC-SHA256, to a URL.', 'builtin',
   'webhook_out', 60, 5,
   '{"type":"object","required":["url","secret","body"],"properties":{
      "url":{"type":"string","format":"uri"},
      "secret":{"type":"string"},
      "timeout_seconds":{"type":"number"},
      "body":{}}}')
on conflict (ref) do update set
  label = excluded.label, description = excluded.description, origin = excluded.origin,
  runner = excluded.runner, param_schema = excluded.param_schema;

insert into trigger (ref, label, description, origin)
values
  ('graph.indexed', 'Codebase indexed', 'An index run was applied to the graph.', 'builtin'),
  ('graph.symbol_added', 'Symbol added', 'A symbol appeared.', 'builtin'),
  ('graph.symbol_removed', 'Symbol removed', 'A symbol vanished from the sources.', 'builtin'),
  ('graph.symbol_renamed', 'Symbol renamed', 'A symbol was recognised under a new name.', 'builtin'),
  ('graph.symbol_changed', 'Symbol changed', 'The shape or the body of a symbol changed.', 'builtin'),
  ('graph.edge_added', 'Edge added', 'One symbol began to call, reference or extend another.', 'builtin'),
  ('graph.edge_removed', 'Edge removed', 'A relation between two symbols ended.', 'builtin'),
  ('graph.entry_point_added', 'Entry point added', 'A route, schedule, consumer or command appeared.', 'builtin'),
  ('graph.entry_point_removed', 'Entry point removed', 'A route, schedule, consumer or command vanished.', 'builtin'),
  ('graph.dependency_added', 'External dependency added', 'A symbol began to use an outside system.', 'builtin'),
  ('graph.dependency_removed', 'External dependency removed', 'A symbol ceased to use an outside system.', 'builtin'),
  ('graph.cycle_introduced', 'Cycle introduced', 'A new edge closed a dependency cycle.', 'builtin'),
  ('graph.constraint_violated', 'Constraint violated', 'A change broke a recorded constraint.', 'builtin')
on conflict (ref) do update set
  label = excluded.label, description = excluded.description, origin = excluded.origin;
