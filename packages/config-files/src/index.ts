export {
  type ConfigFileProblem,
  type ParsedConfigFile,
  parseConfigFile,
} from './parse-config-file.ts';
export { type FoundArchitecture, readArchitecture } from './read-architecture.ts';
export { baselineText, type FoundBaseline, readBaseline } from './read-baseline.ts';
export { type FoundConfigFile, listConfigFiles, readConfigFile } from './read-config-file.ts';
