export { ENGINE_VERSION as embeddedTimescaleVersion } from './engine.ts';
export { EmbeddedTimescaleError, type EmbeddedTimescaleErrorCode } from './errors.ts';
export {
  type EmbeddedTimescale,
  locateEmbeddedTimescale,
  type StartOptions,
  startEmbeddedTimescale,
} from './start.ts';
