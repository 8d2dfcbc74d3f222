import type { RouteAnswer, RouteName, Routes } from '@clew/contracts/api';

type Answer<Name extends RouteName> = RouteAnswer<Routes[Name]>['body'];

/* What the API answers, as the page holds it: the contract's types, read-only all the way down. */
export type Codebase = Answer<'getCodebase'>;
export type Revision = Answer<'listRevisions'>['items'][number];
export type IntegrityReport = Answer<'checkIntegrity'>;
export type CodeSymbol = Answer<'searchSymbols'>['items'][number];
export type Neighbours = Answer<'getCallers'>;
export type Neighbour = Neighbours['items'][number];
export type SymbolRef = Neighbour['symbol'];
export type Completeness = Neighbours['completeness'];
export type BlockingSite = Completeness['blocking_sites'][number];
export type Impact = Answer<'getImpact'>;
export type ChangeImpact = Answer<'getChangeImpact'>;
export type ImpactedSymbol = Impact['items'][number];
export type DeletionPreview = Answer<'previewDeletion'>;
export type Event = Answer<'getEvent'>;
export type Enforcement = Answer<'getEnforcement'>;
export type Execution = Answer<'listExecutions'>['items'][number];
export type HistoryEntry = Answer<'listExecutionHistory'>['items'][number];
export type Lineage = Answer<'getLineage'>;
export type RuleVerdict = Answer<'explainRule'>;
export type RuleTestResult = Answer<'testDraftRule'>;
export type RuleTrial = RuleTestResult['samples'][number];
export type Rule = Answer<'getRule'>;
export type RuleActivity = Answer<'getRuleActivity'>['items'][number];
export type Sensor = Answer<'getSensor'>;
export type Trigger = Answer<'getTrigger'>;
export type Action = Answer<'getAction'>;
export type Worker = Answer<'getWorker'>;
export type Analytics = Answer<'getAnalytics'>;
export type StorageReport = Answer<'getStorage'>;
export type QuarantinedRow = Answer<'listQuarantine'>['items'][number];
export type Token = Answer<'listTokens'>['items'][number];
