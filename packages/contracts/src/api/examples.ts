/** Sample values that the examples of several routes share. */
export const revisionExample = {
  id: 1,
  scope: 'full',
  commit: '8f3b2c1d9e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b',
  counts: {
    files: 212,
    files_removed: 0,
    files_failed: 0,
    symbols_added: 3120,
    symbols_updated: 0,
    symbols_removed: 0,
    symbols_restored: 0,
    symbols_renamed: 0,
    externals: 410,
    edges: 14873,
    unresolved: 96,
  },
  failures: [],
  started_at: '2026-03-02T09:29:12.004Z',
  duration_ms: 4180,
};

export const codebaseExample = {
  name: 'clew',
  root: '/srv/src/clew',
  created_at: '2026-03-02T09:28:59.310Z',
  counts: {
    files: 212,
    symbols: 3530,
    edges: 14873,
    unresolved: 96,
    summaries: 41,
    terms: 12,
    constraints: 7,
  },
  last_revision: revisionExample,
};

export const symbolRefExample = {
  fqn: '@clew/graph-store/src/open-graph.ts#openGraph',
  kind: 'function',
  name: 'openGraph',
  origin: 'project',
  file: 'packages/graph-store/src/open-graph.ts',
  start_line: 24,
};

export const symbolExample = {
  ...symbolRefExample,
  parent: '@clew/graph-store/src/open-graph.ts',
  end_line: 61,
  signature: '(path: string, options?: OpenGraphOptions) => Graph',
  modifiers: ['export'],
  annotations: [],
  deleted_at: null,
  created_at: '2026-03-02T09:29:16.180Z',
  updated_at: '2026-03-02T09:29:16.180Z',
};

export const entryPointExample = {
  entry_type: 'http_api',
  http_method: 'GET',
  http_path: '/orders/:id',
  cron_expression: null,
  mq_queue: null,
  name: null,
  resolution: 'exact',
  file: 'apps/shop/src/routes.ts',
  line: 31,
  detector: 'hono.route',
};

export const dependencyExample = {
  dependency_type: 'sqlite',
  target: null,
  strength: 'strong',
  file: symbolRefExample.file,
  line: 38,
  detector: 'better-sqlite3.client',
};

export const completenessExample = {
  level: 'exact',
  blocking_total: 0,
  blocking_sites: [],
  revision: 1,
  commit: revisionExample.commit,
};

const hopExample = {
  from: '@clew/graph-store/src/codebases/open-codebase.ts#openCodebase',
  to: symbolRefExample.fqn,
  relation: 'calls',
  file: 'packages/graph-store/src/codebases/open-codebase.ts',
  line: 31,
  resolution: 'exact',
  dispatch: false,
};

export const callPathExample = [hopExample];

/** What impact tells beside the symbols. */
export const reachedExample = {
  entry_points: [
    {
      symbol: {
        ...symbolRefExample,
        fqn: hopExample.from,
        name: 'openCodebase',
        file: hopExample.file,
      },
      entry_type: 'cli',
      http_method: null,
      http_path: null,
      cron_expression: null,
      mq_queue: null,
      name: 'index',
      depth: 1,
      path: callPathExample,
    },
  ],
  entry_points_total: 1,
  external_systems: [
    {
      symbol: symbolRefExample,
      dependency_type: 'sqlite',
      target: 'better-sqlite3',
      strength: 'strong',
      depth: 0,
    },
  ],
  external_systems_total: 1,
  tests: [],
  tests_total: 0,
  risk: {
    level: 'high',
    points: 55,
    factors: [
      { factor: 'affected_symbols', count: 1, points: 10 },
      { factor: 'entry_points', count: 1, points: 15 },
      { factor: 'external_systems', count: 1, points: 5 },
      { factor: 'no_tests', count: 1, points: 25 },
    ],
  },
};

export const eventExample = {
  id: 279172874240001,
  trigger: 3,
  trigger_ref: 'graph.edge_added',
  config: null,
  payload: {
    relation: 'calls',
    from: { fqn: 'shop/src/controllers/order.ts#OrderController.list', layer: 'controller' },
    to: { fqn: 'shop/src/repositories/order.ts#OrderRepository.all', layer: 'repository' },
  },
  source: null,
  source_ref: null,
  rule: null,
  rule_ref: null,
  root_event: null,
  depth: 0,
  budget: 1000,
  problems: null,
  created: '2026-03-02T09:30:00.123456Z',
};

export const enforcementExample = {
  id: 279172874244099,
  rule: 7,
  rule_ref: 'arch.no-controller-to-repository',
  rule_version: 2,
  trigger_ref: eventExample.trigger_ref,
  event: { id: eventExample.id, state: 'present' },
  config: { text: 'OrderController.list calls OrderRepository.all' },
  payload: eventExample.payload,
  condition: 'all',
  conditions: [],
  status: 'processed',
  error: null,
  created: '2026-03-02T09:30:00.180221Z',
  resolved_at: '2026-03-02T09:30:00.902114Z',
};

export const executionExample = {
  id: 279172874248201,
  action: 2,
  action_ref: 'core.index',
  config: { codebase: 'clew' },
  parent: null,
  enforcement: null,
  rule_ref: null,
  event: null,
  root_event: null,
  depth: 0,
  requested_by: null,
  status: 'running',
  priority: 0,
  attempt: 1,
  fencing_token: 1,
  max_attempts: 3,
  timeout_seconds: 3600,
  worker: 'local-1',
  progress: { files: 120, of: 212 },
  result: null,
  error: null,
  created: '2026-03-02T09:30:01.000210Z',
  updated: '2026-03-02T09:30:02.410019Z',
  available_at: '2026-03-02T09:30:01.000210Z',
  started_at: '2026-03-02T09:30:01.070388Z',
  finished_at: null,
  lease_expires_at: '2026-03-02T09:30:31.070388Z',
  cancel_requested_at: null,
};

export const executionDetailExample = {
  ...executionExample,
  output: { stdout: '212 files found\n', stderr: '' },
};

export const workerExample = {
  id: 1,
  name: 'local-1',
  worker_type: 'local',
  worker_role: 'action',
  status: 'active',
  host: 'build-1',
  port: null,
  capabilities: { actions: ['core.index'] },
  meta: {},
  cordoned: false,
  cordon_reason: null,
  last_heartbeat: '2026-03-02T09:30:05.000000Z',
  created: '2026-03-02T09:28:50.000000Z',
  updated: '2026-03-02T09:28:50.000000Z',
};

export const historyEntryExample = {
  id: 279172874252300,
  time: '2026-03-02T09:30:01.070388Z',
  entity_type: 'execution',
  operation: 'UPDATE',
  entity_id: executionExample.id,
  entity_ref: 'core.index',
  changed_fields: ['attempt', 'fencing_token', 'status', 'worker'],
  old_values: { attempt: 0, fencing_token: 0, status: 'requested', worker: null },
  new_values: { attempt: 1, fencing_token: 1, status: 'running', worker: 1 },
};

export const tokenExample = {
  id: 279172874256400,
  name: 'ci',
  prefix: 'clew_x5Zs8V',
  scopes: ['read', 'write'],
  created: '2026-03-02T09:30:00.000000Z',
  created_by: 'first-start',
  expires_at: '2027-01-01T00:00:00.000000Z',
  last_used_at: null,
  revoked_at: null,
};

export const sessionExample = {
  name: 'ci',
  scopes: ['read', 'write'],
  expires_at: tokenExample.expires_at,
};

export const auditEntryExample = {
  id: 279172874260500,
  time: '2026-03-02T09:30:07.120000Z',
  actor: 'ci',
  token: tokenExample.id,
  operation: 'createToken',
  outcome: 'denied',
  status: 403,
  path: '/api/v1/tokens',
  request_id: '00fa5812-a925-4c5c-a385-a9ab2c1536be',
  address: '127.0.0.1',
  detail: 'forbidden',
};
