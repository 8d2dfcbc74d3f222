import { type ReactNode, useState } from 'react';
import { formatTerm } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ConstraintForm } from './constraint-form.tsx';
import { ConstraintText } from './constraint-text.tsx';
import { Editable } from './editable.tsx';
import { sourceOf } from './source.ts';
import { SummaryForm } from './summary-form.tsx';
import { TermForm } from './term-form.tsx';
import { TermText } from './term-text.tsx';
import { useKnowledge } from './use-knowledge.ts';
import { Written } from './written.tsx';

interface KnowledgeTabProps {
  readonly codebase: string;
  readonly fqn: string;
}

/** What people and models wrote about a symbol, edited where it stands. */
export function KnowledgeTab({ codebase, fqn }: KnowledgeTabProps) {
  const { answer, writable } = useKnowledge(codebase, fqn);
  if (answer.isPending) return <Skeleton rows={6} label="Loading what is known" />;
  if (answer.isError) {
    return <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />;
  }
  const { summaries, glossary, constraints, level } = answer.data;
  const source = sourceOf(answer.data);
  const about = { codebase, source };
  return (
    <div className="grid gap-4">
      <Section
        title="Summary"
        writable={writable}
        add={summaries.some((each) => each.level === level) ? null : 'Write a summary'}
        empty={summaries.length === 0 ? 'Nobody has written yet what it does.' : null}
        form={(close) => <SummaryForm {...about} summary={null} onClose={close} />}
      >
        {summaries.map((summary) => (
          <Editable
            key={summary.level}
            writable={writable}
            what={`the ${summary.level} summary`}
            form={(close) => <SummaryForm {...about} summary={summary} onClose={close} />}
          >
            <p className="text-pretty whitespace-pre-line wrap-anywhere">{summary.summary}</p>
            <Written of={summary}>{formatTerm(summary.level)}</Written>
          </Editable>
        ))}
      </Section>
      <Section
        title="Glossary"
        writable={writable}
        add="Add a term"
        empty={glossary.length === 0 ? 'No word of the business is named for it.' : null}
        form={(close) => <TermForm {...about} term={null} onClose={close} />}
      >
        {glossary.map((term) => (
          <Editable
            key={term.id}
            writable={writable}
            what={`the term ${term.code_term}`}
            form={(close) => <TermForm {...about} term={term} onClose={close} />}
          >
            <TermText term={term} />
            <Written of={term} />
          </Editable>
        ))}
      </Section>
      <Section
        title="Constraints"
        writable={writable}
        add="Add a constraint"
        empty={
          constraints.length === 0 ? 'No rule of the business is named that it upholds.' : null
        }
        form={(close) => <ConstraintForm {...about} constraint={null} onClose={close} />}
      >
        {constraints.map((constraint) => (
          <Editable
            key={constraint.id}
            writable={writable}
            what={`the constraint ${constraint.name}`}
            form={(close) => <ConstraintForm {...about} constraint={constraint} onClose={close} />}
          >
            <ConstraintText constraint={constraint} />
            <Written of={constraint} />
          </Editable>
        ))}
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly writable: boolean;
  /** The words on the button that opens the form; null when nothing can be added. */
  readonly add: string | null;
  readonly empty: string | null;
  readonly form: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}

function Section({ title, writable, add, empty, form, children }: SectionProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Panel
      title={title}
      aside={
        add === null || !writable || open ? null : (
          <Button look="quiet" icon="plus" onClick={() => setOpen(true)}>
            {add}
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        {open ? form(close) : null}
        {empty === null || open ? null : <p className="text-ink-faint">{empty}</p>}
        {children}
      </div>
    </Panel>
  );
}
