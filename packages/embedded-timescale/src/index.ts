export { CLUSTER_VERSION as embeddedTimescaleVersion } from './engine/cluster.ts';
export { EmbeddedTimescaleError, type EmbeddedTimescaleErrorCode } from './errors.ts';
export {
  type EmbeddedTimescale,
  locateEmbeddedTimescale,
  type StartOptions,
  startEmbeddedTimescale,
} from './start.ts';
