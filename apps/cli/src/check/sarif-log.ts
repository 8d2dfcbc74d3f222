import { createHash } from 'node:crypto';
import type { ArchitectureReport, RuleReport, Severity, Violation } from '@clew/contracts';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';

const levels = {
  error: 'error',
  warning: 'warning',
  info: 'note',
} as const satisfies Readonly<Record<Severity, Result.level>>;

/**
 * The report as a SARIF log, version 2.1.0 (OASIS), as code scanning of forges reads it. Every
 * violation is a result: known ones are `unchanged` and suppressed, so that only new ones are told. A
 * rule that could not be judged is a notification, and the run was then not successful.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(report: ArchitectureReport, tool: { readonly version: string }): Log {
  const indexes = new Map(report.rules.map(({ ref }, index) => [ref, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'clew',
            semanticVersion: tool.version,
            rules: report.rules.map(descriptor),
          },
        },
        invocations: [
          {
            executionSuccessful: report.verdict !== 'unknown',
            toolExecutionNotifications: report.rules
              .filter(({ verdict }) => verdict === 'unknown')
              .map(({ ref, reason }) => ({
                level: 'warning',
                message: { text: `${ref} could not be judged: ${reason ?? 'no reason is known'}` },
                associatedRule: { id: ref, index: indexes.get(ref) ?? -1 },
              })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: report.violations.map((violation) => resultOf(violation, indexes)),
      },
    ],
  };
}

function descriptor({ ref, severity, scope }: RuleReport): ReportingDescriptor {
  return {
    id: ref,
    shortDescription: { text: `Architecture rule ${ref}` },
    defaultConfiguration: { level: levels[severity] },
    properties: { scope },
  };
}

function resultOf(violation: Violation, indexes: ReadonlyMap<string, number>): Result {
  const { rule, severity, message, status } = violation;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: levels[severity],
    message: { text: message },
    locations: [locationOf(violation)],
    partialFingerprints: { 'clewViolation/v1': fingerprint(violation) },
    baselineState: status === 'new' ? 'new' : 'unchanged',
    suppressions:
      status === 'new'
        ? []
        : [
            {
              kind: 'external',
              justification:
                status === 'baselined' ? 'It is in the baseline.' : 'An exemption names it.',
            },
          ],
  };
}

function locationOf(violation: Violation): Location {
  const { from } = violation;
  const { file, line } = placeOfViolation(violation);
  return {
    ...(file === null
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
            region: { startLine: Math.max(1, line ?? 1) },
          },
        }),
    logicalLocations: [{ fullyQualifiedName: from.fqn, name: from.name }],
  };
}

/** The first place that breaks the rule, or where its symbol is declared. */
export function placeOfViolation({ from, sites }: Violation): {
  readonly file: string | null;
  readonly line: number | null;
} {
  const site = sites.find(({ file, line }) => file !== null && line > 0);
  return site === undefined
    ? { file: from.file, line: from.start_line }
    : { file: site.file, line: site.line };
}

/** A relative reference: each part of a path is encoded by itself. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Holds while names do, whatever happens to lines. */
function fingerprint({ rule, from, to }: Violation): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, from.fqn, to?.fqn ?? null]))
    .digest('hex');
}
