import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the stores leave in a `CLEW_HOME`. A `.clew` with nothing but rules is none. */
const traces = ['codebases', 'token', 'events'];

/** The nearest `.clew` at or above a folder that holds graphs, a token or events; null when none does. */
export function findHome(folder: string): string | null {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const home = join(place, '.clew');
    if (traces.some((trace) => existsSync(join(home, trace)))) return home;
    if (dirname(place) === place) return null;
  }
}
