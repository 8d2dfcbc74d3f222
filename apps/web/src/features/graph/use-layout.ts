import { useEffect, useMemo, useState } from 'react';
import { numbered, type Point, pointsOf } from './layered-layout.ts';
import { layeredPlaces } from './layered-places.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/** Laying out so many edges takes a few milliseconds, less than asking a worker to. */
const mostHere = 2_000;

/** Where the nodes stand; null as long as a worker still lays them out, so that the page never waits. */
export function useLayout(start: string, shown: Neighbourhood): ReadonlyMap<string, Point> | null {
  const question = useMemo(() => numbered(start, shown), [start, shown]);
  const here = useMemo(
    () =>
      shown.edges.length > mostHere
        ? null
        : pointsOf(question.names, layeredPlaces(question.graph)),
    [question, shown],
  );
  const [answer, setAnswer] = useState<{
    readonly question: typeof question;
    readonly points: ReadonlyMap<string, Point>;
  } | null>(null);
  const isNeeded = here === null;
  useEffect(() => {
    if (!isNeeded) return;
    const { names, graph } = question;
    const take = (places: Float64Array) => setAnswer({ question, points: pointsOf(names, places) });
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Float64Array>) => {
      take(data);
      worker.terminate();
    });
    // A browser that starts no worker waits for the layout instead of never showing it.
    worker.addEventListener('error', () => take(layeredPlaces(graph)));
    worker.postMessage(graph);
    return () => worker.terminate();
  }, [isNeeded, question]);
  return here ?? (answer?.question === question ? answer.points : null);
}
