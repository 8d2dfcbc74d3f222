/** Every table of a graph, as drizzle-kit and Drizzle's query builder need them. */
export { antiPatterns } from './anti-patterns.ts';
export { architecture } from './architecture.ts';
export { changeRecording } from './change-recording.ts';
export { codebase } from './codebase.ts';
export { constraints } from './constraints.ts';
export { relations, resolutions } from './edge-names.ts';
export { edges } from './edges.ts';
export { entryPoints } from './entry-points.ts';
export { externalDependencies } from './external-dependencies.ts';
export { files } from './files.ts';
export { glossary } from './glossary.ts';
export { graphChanges } from './graph-changes.ts';
export { indexInputs } from './index-inputs.ts';
export { orphanQuarantine } from './orphan-quarantine.ts';
export { revisions } from './revisions.ts';
export { summaries } from './summaries.ts';
export { symbols } from './symbols.ts';
export { unresolvedReferences } from './unresolved-references.ts';
