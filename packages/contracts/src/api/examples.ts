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
  counts: { files: 212, symbols: 3530, edges: 14873, unresolved: 96 },
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

export const completenessExample = {
  level: 'exact',
  blocking_total: 0,
  blocking_sites: [],
  revision: 1,
  commit: revisionExample.commit,
};
