import { evaluateRules } from '../src/rules/evaluate-rules.ts';
import { indexRules } from '../src/rules/index-rules.ts';

const events = 2_000;

/** One event against many rules of its trigger, of which few ask for its values. */
export function manyRules() {
  return [100, 1_000, 10_000].map(run);
}

function run(count: number) {
  const rules = Array.from({ length: count }, (_, n) => ({
    ref: `bench.rule${n}`,
    enabled: true,
    trigger_ref: 'graph.edge_added',
    trigger_params: {},
    when: `event.payload.from.layer == 'layer${n}' && event.payload.weight > ${n % 10}`,
    action_params: { message: 'seen' },
  }));
  const compiling = performance.now();
  const index = indexRules(rules);
  const compiled = performance.now() - compiling;
  const times: number[] = [];
  let matches = 0;
  for (let n = 0; n < events; n += 1) {
    const event = {
      id: n,
      trigger_ref: 'graph.edge_added',
      rule_ref: null,
      payload: { from: { layer: `layer${(n * 7) % count}` }, weight: 100 },
      config: null,
      source_ref: null,
      created: '2026-11-21T08:00:00Z',
      depth: 0,
    };
    const started = performance.now();
    matches += evaluateRules({ index, event }).matches.length;
    times.push((performance.now() - started) * 1000);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(share * events)] ?? 0);
  return {
    rules: count,
    'matches/event': matches / events,
    'compile ms': Math.round(compiled),
    p50_us: at(0.5),
    p95_us: at(0.95),
  };
}
