import { executionsPerSecond } from './executions-per-second.ts';
import { idleLatency } from './idle-latency.ts';
import { killedProcesses } from './killed-processes.ts';
import { manyEvents } from './many-events.ts';
import { manyRules } from './many-rules.ts';
import { programStart } from './program-start.ts';

// Embedded store, or the server of CLEW_TEST_EVENTS_URL. Prints what bench/README.md records. Names of
// benchmarks as arguments run only those.
const benchmarks: Readonly<Record<string, () => unknown>> = {
  'many-rules': manyRules,
  'many-events': manyEvents,
  'idle-latency': idleLatency,
  'executions-per-second': executionsPerSecond,
  'program-start': programStart,
  'killed-processes': killedProcesses,
};

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length === 0 || wanted.includes(name)) console.table(await run());
}
