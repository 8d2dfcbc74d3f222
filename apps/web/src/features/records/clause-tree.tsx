import type { RuleClause } from '@clew/contracts';
import { Icon, type IconName } from '../../ui/icon.tsx';

interface ClauseTreeProps {
  readonly clauses: readonly RuleClause[];
  /** How the outermost ones are joined. */
  readonly join?: 'all' | 'any';
}

const looks = {
  true: { icon: 'check', tone: 'text-ok', word: 'true' },
  false: { icon: 'close', tone: 'text-danger', word: 'false' },
  failed: { icon: 'error', tone: 'text-warn', word: 'failed' },
} as const satisfies Record<string, { icon: IconName; tone: string; word: string }>;

/** The parts of a condition, each with its truth and the values that it found. */
export function ClauseTree({ clauses, join = 'all' }: ClauseTreeProps) {
  if (clauses.length === 0) {
    return <p className="faint">No condition: every event of the trigger matches.</p>;
  }
  return (
    <ul className="grid gap-2" aria-label={join === 'all' ? 'All of' : 'Any of'}>
      {clauses.map((clause) => (
        <li key={clause.position.offset} className="grid gap-1.5">
          <Clause clause={clause} />
          {clause.clauses.length === 0 ? null : (
            <div className="ml-2 border-l border-line pl-4">
              <ClauseTree clauses={clause.clauses} join={clause.join ?? 'all'} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Clause({ clause }: { readonly clause: RuleClause }) {
  const look = looks[clause.value === null ? 'failed' : clause.value ? 'true' : 'false'];
  return (
    <>
      <div className="flex items-start gap-2">
        <span className={`mt-0.5 inline-flex items-center gap-1 text-2xs font-medium ${look.tone}`}>
          <Icon name={look.icon} size={12} />
          <span className="w-8">{look.word}</span>
        </span>
        <code className="min-w-0 wrap-anywhere">{clause.source}</code>
      </div>
      {clause.error === null ? null : (
        <p className="pl-14 text-xs text-danger wrap-anywhere">{clause.error}</p>
      )}
      {clause.operands.length === 0 || clause.clauses.length > 0 ? null : (
        <dl className="grid gap-0.5 pl-14 text-xs">
          {clause.operands.map(({ source, value, truncated, error }) => (
            <div key={source} className="flex flex-wrap gap-x-2">
              <dt className="mono text-ink-faint wrap-anywhere">{source}</dt>
              <dd className="mono min-w-0 wrap-anywhere">
                {error === null ? `= ${JSON.stringify(value)}${truncated ? ' …' : ''}` : error}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
