import type { ArchitectureReport, Severity } from '@clew/contracts';
import { placeOfViolation } from './sarif-log.ts';

const commands = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
} as const satisfies Readonly<Record<Severity, string>>;

/**
 * New violations and rules that could not be judged as workflow commands of GitHub Actions, which
 * shows them at their lines. What is known already is left out.
 */
export function githubAnnotations(report: ArchitectureReport): readonly string[] {
  return [
    ...report.violations
      .filter(({ status }) => status === 'new')
      .map((violation) => {
        const { file, line } = placeOfViolation(violation);
        return annotation(commands[violation.severity], violation.message, {
          ...(file === null ? {} : { file, line: line ?? 1 }),
          title: violation.rule,
        });
      }),
    ...report.rules
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ ref, reason }) =>
        annotation('warning', `Could not be judged: ${reason ?? 'no reason is known'}`, {
          title: ref,
        }),
      ),
  ];
}

function annotation(
  command: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${command} ${list.join(',')}::${escapeData(message)}`;
}

/** The escapes of the runner's own library: a line break would end the command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
