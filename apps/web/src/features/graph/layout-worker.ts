import { layeredPlaces, type NumberedGraph } from './layered-places.ts';

/** Lays graphs out beside the page: a `NumberedGraph` comes in, its places go out, in the same order. */
addEventListener('message', ({ data }: MessageEvent<NumberedGraph>) => {
  const places = layeredPlaces(data);
  postMessage(places, { transfer: [places.buffer] });
});
