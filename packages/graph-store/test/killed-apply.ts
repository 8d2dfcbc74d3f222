import { readFileSync } from 'node:fs';
import type { FactBatch } from '@clew/contracts';
import { applyFacts } from '../src/apply/apply-facts.ts';
import { openGraph } from '../src/open-graph.ts';

/**
 * A process that applies the facts in argv[3] to the graph argv[2] and is killed when everything is
 * written and nothing is committed: the clock is read for the last time just before.
 */
const [, , path = '', facts = ''] = process.argv;
let readings = 0;
applyFacts({
  ctx: {
    graph: openGraph(path),
    startedAt: new Date(),
    now: () => {
      readings += 1;
      if (readings === 2) process.kill(process.pid, 'SIGKILL');
      return new Date();
    },
  },
  input: JSON.parse(readFileSync(facts, 'utf8')) as FactBatch,
});
