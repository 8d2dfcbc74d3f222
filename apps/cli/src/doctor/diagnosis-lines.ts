import type { ExaminationFinding, GraphDrift } from '@clew/contracts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { type Diagnosis, isSound } from './diagnose.ts';

/** A diagnosis for a person: what was looked at, what is wrong, and what to do. */
export function diagnosisLines(
  diagnosis: Diagnosis,
  name: string,
  paint: Paint,
): readonly string[] {
  const { examination, is_fresh, drift } = diagnosis;
  const { findings, checks, revision, integrity } = examination;
  const quiet = checks.length - findings.length;
  return [
    line(
      'good',
      `${counted(integrity.orphans.length, 'foreign key')} looked at, ${counted(quiet, 'check')} found nothing`,
      paint,
    ),
    ...findings.flatMap((finding) => findingLines(finding, paint)),
    revision === null
      ? line('bad', 'The sources were never indexed. Run `clew index`.', paint)
      : is_fresh
        ? line('good', `The sources are those of revision ${revision}`, paint)
        : line(
            'bad',
            `The graph (revision ${revision}) is of other sources than there are now, or by another version. Run \`clew index\`.`,
            paint,
          ),
    ...(drift === null ? [] : driftLines(drift, paint)),
    isSound(diagnosis)
      ? `${paint.strong(name)} is sound.`
      : `${paint.strong(name)} is ${paint.bad('not')} sound.`,
  ];
}

function line(state: 'good' | 'note' | 'bad', text: string, paint: Paint): string {
  switch (state) {
    case 'good':
      return `${paint.good('ok     ')}  ${text}`;
    case 'note':
      return `${paint.notable('note   ')}  ${text}`;
    case 'bad':
      return `${paint.bad('problem')}  ${text}`;
  }
}

function findingLines(finding: ExaminationFinding, paint: Paint): readonly string[] {
  const { check, severity, count, message, samples } = finding;
  const state = severity === 'error' ? 'bad' : 'note';
  return [
    line(
      state,
      `${check.replaceAll('_', ' ')}: ${count.toLocaleString('en-US')}. ${message}`,
      paint,
    ),
    ...samples.map((sample) => `           ${sample}`),
  ];
}

function driftLines({ same, sets, skipped_files }: GraphDrift, paint: Paint): readonly string[] {
  const compared = sets.reduce((sum, set) => sum + set.compared, 0);
  const told = same
    ? [line('good', `${compared.toLocaleString('en-US')} facts are what a full index says`, paint)]
    : sets
        .filter(({ missing, extra, changed }) => missing + extra + changed > 0)
        .flatMap(({ set, relation, missing, extra, changed, samples }) => [
          line(
            'bad',
            `${set.replaceAll('_', ' ')}${relation === null ? '' : ` (${relation})`}: ${missing} missing, ${extra} too many, ${changed} different`,
            paint,
          ),
          ...[...samples.missing, ...samples.extra, ...samples.changed].map(
            (sample) => `           ${sample}`,
          ),
        ]);
  return [
    ...told,
    ...(same
      ? []
      : ['           Run `clew index --full`, and report it: updates should not drift.']),
    ...(skipped_files.length === 0
      ? []
      : [
          line(
            'note',
            `${counted(skipped_files.length, 'file')} could not be read, and not be compared`,
            paint,
          ),
        ]),
  ];
}
