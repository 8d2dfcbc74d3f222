import type { ArchitectureReport, SymbolRef, Violation } from '@clew/contracts';

const symbol = (fqn: string, file: string | null, line: number | null): SymbolRef => ({
  fqn,
  kind: 'function',
  name: fqn.slice(fqn.indexOf('#') + 1),
  origin: file === null ? 'external' : 'project',
  file,
  start_line: line,
});

const from = symbol('shop/src/a b/till.ts#open', 'src/a b/till.ts', 4);
const to = symbol('shop/src/cart.ts#Cart', 'src/cart.ts', 1);

const fresh: Violation = {
  rule: 'shop.layers',
  severity: 'error',
  message: 'open uses Cart: 100% forbidden,\nalways',
  from,
  to,
  sites: [
    { relation: 'contains', file: null, line: 0 },
    { relation: 'calls', file: 'src/a b/till.ts', line: 7 },
    { relation: 'calls', file: 'src/a b/till.ts', line: 9 },
    { relation: 'imports', file: 'src/a b/till.ts', line: 1 },
    { relation: 'calls', file: 'src/a b/till.ts', line: 12 },
  ],
  sites_total: 5,
  cycle: null,
  status: 'new',
};

const cycle: Violation = {
  rule: 'shop.no-cycles',
  severity: 'warning',
  message: 'two files import each other',
  from: to,
  to: null,
  sites: [],
  sites_total: 0,
  cycle: {
    members: ['shop/src/cart.ts', 'shop/src/price.ts'],
    path: ['shop/src/cart.ts', 'shop/src/price.ts', 'shop/src/cart.ts'],
  },
  status: 'new',
};

/** A report that holds everything that one can hold. */
export const fullReport: ArchitectureReport = {
  revision: 7,
  commit: '0123456789abcdef0123456789abcdef01234567',
  verdict: 'failed',
  rules: [
    {
      ref: 'shop.layers',
      severity: 'error',
      verdict: 'failed',
      reason: null,
      scope: 12,
      violations: 1,
      baselined: 1,
      exempted: 1,
      unresolved_sites: 2,
    },
    {
      ref: 'shop.no-cycles',
      severity: 'warning',
      verdict: 'failed',
      reason: null,
      scope: 3,
      violations: 1,
      baselined: 0,
      exempted: 0,
      unresolved_sites: 0,
    },
    {
      ref: 'shop.empty',
      severity: 'info',
      verdict: 'unknown',
      reason: 'no symbol matches "from"',
      scope: 0,
      violations: 0,
      baselined: 0,
      exempted: 0,
      unresolved_sites: 0,
    },
  ],
  violations: [
    fresh,
    { ...fresh, to: symbol('lib#Money', null, null), status: 'baselined' },
    {
      ...fresh,
      from: symbol('lib#Till', null, null),
      sites: [],
      sites_total: 0,
      status: 'exempted',
    },
    cycle,
  ],
  fixed: [{ rule: 'shop.layers', from: 'shop/src/gone.ts#f', to: 'shop/src/cart.ts#Cart' }],
  idle_exemptions: ['shop.layers from shop/src/old/**'],
};
