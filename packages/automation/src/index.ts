export type { Action, ActionRun } from './action.ts';
export { type PrivateTargets, parsePrivateTargets } from './actions/http/allowed-targets.ts';
export type { HttpClient } from './actions/http/send-request.ts';
export { httpAction } from './actions/http-action.ts';
export { logAction } from './actions/log-action.ts';
export { type ProcessOptions, processAction } from './actions/process-action.ts';
export { webhookOutAction } from './actions/webhook-out-action.ts';
export { AutomationError, type AutomationErrorCode } from './automation-error.ts';
export type { EventFacts, RuleFacts } from './conditions/cel-environments.ts';
export { type CompiledCondition, compileCondition } from './conditions/compile-condition.ts';
export { type ConditionOutcome, evaluateCondition } from './conditions/evaluate-condition.ts';
export {
  type Clause,
  type Explanation,
  explainCondition,
  type Operand,
} from './conditions/explain-condition.ts';
export type { SourcePosition } from './conditions/source-position.ts';
export type { Interruption } from './decide-outcome.ts';
export { decideEnforcement, maxChainDepth } from './engine/decide-enforcement.ts';
export {
  defaultEngineTimes,
  type EngineTimes,
  type RunningEngine,
  startEngine,
} from './engine/start-engine.ts';
export {
  type MaintenanceContext,
  maintain,
  type RunningMaintenance,
  startMaintenance,
} from './maintenance/start-maintenance.ts';
export { relayGraph } from './relay/relay-graph.ts';
export { type RunningRelay, startRelay } from './relay/start-relay.ts';
export type { RuleFileProblem } from './rule-files/parse-rule-file.ts';
export { type SyncRuleFiles, syncRuleFiles } from './rule-files/sync-rule-files.ts';
export { type TestRule, testRule } from './rule-tests/test-rule.ts';
export { type WhyRule, whyRule } from './rule-tests/why-rule.ts';
export { checkRule } from './rules/check-rule.ts';
export type { IndexedRule, RuleDefinition } from './rules/compile-rule.ts';
export { evaluateRules, type RuleMatch } from './rules/evaluate-rules.ts';
export {
  candidates,
  indexRules,
  type MatchableEvent,
  type RuleIndex,
} from './rules/index-rules.ts';
export { type LoopDecision, loopBreaker } from './rules/loop-breaker.ts';
export type { ResolveParameters } from './run-execution.ts';
export { createSecrets, type Secrets } from './secrets/create-secrets.ts';
export { findSecret } from './secrets/find-secret.ts';
export { type Redact, redactNothing } from './secrets/redact.ts';
export { redactingLog } from './secrets/redacting-log.ts';
export { redactor } from './secrets/redactor.ts';
export { withHidden } from './secrets/with-hidden.ts';
export {
  defaultWorkerTimes,
  type RunningWorker,
  startWorker,
  type WorkerTimes,
} from './start-worker.ts';
export { type CompiledTemplate, compileTemplate } from './templates/compile-template.ts';
export { renderTemplate } from './templates/render-template.ts';
export { type ResolvedConfig, resolveSecrets } from './templates/resolve-secrets.ts';
export { literalConfig } from './templates/stored-template.ts';
export { dueFires } from './timers/due-fires.ts';
export { nextFire } from './timers/next-fire.ts';
export { type RunningTimers, startTimers } from './timers/start-timers.ts';
export { verifyWebhook, type WebhookCall, type WebhookVerdict } from './webhooks/verify-webhook.ts';
export { webhookEvent } from './webhooks/webhook-event.ts';
export type { WorkerLog } from './worker-log.ts';
