import { ApiError } from '../../api-error.ts';

/** What is wrong with a condition, and where: line and column count from 1. */
export interface PlacedIssue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface RuleIssues {
  readonly when: readonly PlacedIssue[];
  /** By the field of the form that they are about. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether everything that is wrong can be shown beside a field. */
  readonly placed: boolean;
}

const none: RuleIssues = { when: [], fields: {}, placed: false };
const names = ['ref', 'trigger_ref', 'action_ref', 'action_params', 'trigger_params', 'label'];

/** Sorts what the API found wrong with a rule by the fields of its form. */
export function ruleIssues(error: Error | null): RuleIssues {
  if (!(error instanceof ApiError) || error.issues.length === 0) return none;
  const when: PlacedIssue[] = [];
  const fields: Record<string, string> = {};
  let placed = true;
  for (const { path, message } of error.issues) {
    const own = path.replace(/^rule\./, '');
    const position = /^when:(\d+):(\d+)$/.exec(own);
    const head = own.split(/[.[:]/)[0] ?? '';
    const field = head === 'with' ? 'action_params' : head;
    if (position !== null) {
      when.push({ line: Number(position[1]), column: Number(position[2]), message });
    } else if (own === 'when') {
      when.push({ line: 1, column: 1, message });
    } else if (names.includes(field)) {
      const said = own === field ? message : `${own}: ${message}`;
      fields[field] = fields[field] === undefined ? said : `${fields[field]}; ${said}`;
    } else {
      placed = false;
    }
  }
  return { when, fields, placed };
}
