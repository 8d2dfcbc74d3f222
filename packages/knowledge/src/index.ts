export { type Clock, systemClock } from './client/clock.ts';
export { generateKnowledge, generationOff } from './generate/generate-knowledge.ts';
export type { GenerationContext } from './generate/generation-context.ts';
export type { RedactText } from './generate/prepare-summary.ts';
export { KnowledgeError, type KnowledgeErrorCode } from './knowledge-error.ts';
export { redactSource } from './redaction/redact-source.ts';
export { redactValues } from './redaction/redact-values.ts';
