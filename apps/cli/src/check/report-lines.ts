import type {
  ArchitectureReport,
  ArchitectureVerdict,
  RuleReport,
  Violation,
} from '@clew/contracts';
import { columns } from '../output/columns.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { siteOf } from '../output/site.ts';
import { placeOfViolation } from './sarif-log.ts';

/** How many places of one violation are named. */
const few = 3;

/** The report for a person: new violations with their places, then each rule, then the verdict. */
export function reportLines(
  report: ArchitectureReport,
  { paint, width }: { readonly paint: Paint; readonly width: number | null },
): readonly string[] {
  const fresh = report.violations.filter(({ status }) => status === 'new');
  return [
    ...fresh.flatMap((violation) => violationLines(violation, { paint, width })),
    ...columns(
      report.rules.map((rule) => [mark(rule.verdict, paint), rule.ref, tally(rule)]),
      null,
    ),
    ...report.idle_exemptions.map((exemption) =>
      paint.notable(`An exemption exempts nothing, or has ended: ${exemption}`),
    ),
    ...(report.fixed.length === 0
      ? []
      : [
          paint.notable(
            `${counted(report.fixed.length, 'violation')} of the baseline ${report.fixed.length === 1 ? 'is' : 'are'} fixed: --update-baseline takes ${report.fixed.length === 1 ? 'it' : 'them'} out.`,
          ),
        ]),
    verdictLine(report, paint),
  ];
}

function violationLines(
  violation: Violation,
  { paint, width }: { readonly paint: Paint; readonly width: number | null },
): readonly string[] {
  const { severity, rule, message, sites, sites_total, cycle } = violation;
  const { file, line } = placeOfViolation(violation);
  const tone =
    severity === 'error' ? paint.bad : severity === 'warning' ? paint.notable : paint.faint;
  const shown = sites.slice(0, few);
  return [
    `${tone(severity)} ${paint.strong(rule)}  ${siteOf(file, line)}`,
    `  ${message}`,
    ...columns(
      shown.map((site) => [`    ${siteOf(site.file, site.line)}`, paint.faint(site.relation)]),
      width,
    ),
    ...(sites_total > shown.length
      ? [paint.faint(`    and ${(sites_total - shown.length).toLocaleString('en-US')} more`)]
      : []),
    ...(cycle === null ? [] : cycle.path.map((fqn) => `    ${paint.faint('→')} ${fqn}`)),
    '',
  ];
}

function mark(verdict: ArchitectureVerdict, paint: Paint): string {
  switch (verdict) {
    case 'passed':
      return paint.good('passed ');
    case 'failed':
      return paint.bad('failed ');
    case 'unknown':
      return paint.notable('unknown');
  }
}

function tally(rule: RuleReport): string {
  const parts = [
    `${counted(rule.scope, 'symbol')} looked at`,
    ...(rule.violations > 0 ? [counted(rule.violations, 'new violation')] : []),
    ...(rule.baselined > 0 ? [`${rule.baselined} in the baseline`] : []),
    ...(rule.exempted > 0 ? [`${rule.exempted} exempted`] : []),
    ...(rule.unresolved_sites > 0
      ? [`${counted(rule.unresolved_sites, 'site')} with an unknown target could break it unseen`]
      : []),
    ...(rule.reason === null ? [] : [rule.reason]),
  ];
  return parts.join(', ');
}

function verdictLine(
  { verdict, revision, commit, violations, rules }: ArchitectureReport,
  paint: Paint,
): string {
  const at = paint.faint(
    `(revision ${revision ?? 'none'}${commit === null ? '' : `, commit ${commit.slice(0, 10)}`})`,
  );
  const count = violations.filter(({ status }) => status === 'new').length;
  switch (verdict) {
    case 'passed':
      return `${paint.good('Passed')}: ${counted(rules.length, 'rule')} held. ${at}`;
    case 'failed':
      return `${paint.bad('Failed')}: ${counted(count, 'new violation')}. ${at}`;
    case 'unknown':
      return `${paint.notable('Unknown')}: not every rule could be judged. ${at}`;
  }
}
