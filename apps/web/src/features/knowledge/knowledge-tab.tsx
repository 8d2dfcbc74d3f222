import type { OwnConstraint, OwnGlossaryTerm, OwnSummary } from '@clew/contracts';
import { type ReactNode, useState } from 'react';
import { formatTerm } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { About } from './about.ts';
import { ConstraintForm } from './constraint-form.tsx';
import { SummaryForm } from './summary-form.tsx';
import { TermForm } from './term-form.tsx';
import { useKnowledge } from './use-knowledge.ts';

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
  const about: About = { codebase, fqn, knowledge: answer.data, writable };
  return (
    <div className="grid gap-4">
      <Summaries about={about} />
      <Terms about={about} />
      <Constraints about={about} />
    </div>
  );
}

function Summaries({ about }: { readonly about: About }) {
  const { summaries, level } = about.knowledge;
  return (
    <Section
      title="Summary"
      about={about}
      add={summaries.some((each) => each.level === level) ? null : 'Write a summary'}
      empty={summaries.length === 0 ? 'Nobody has written yet what it does.' : null}
      form={(close) => <SummaryForm about={about} summary={null} onClose={close} />}
    >
      {summaries.map((summary) => (
        <Editable
          key={summary.level}
          about={about}
          what={`the ${summary.level} summary`}
          form={(close) => <SummaryForm about={about} summary={summary} onClose={close} />}
        >
          <p className="text-pretty whitespace-pre-line">{summary.summary}</p>
          <Written of={summary}>{formatTerm(summary.level)}</Written>
        </Editable>
      ))}
    </Section>
  );
}

function Terms({ about }: { readonly about: About }) {
  const { glossary } = about.knowledge;
  return (
    <Section
      title="Glossary"
      about={about}
      add="Add a term"
      empty={glossary.length === 0 ? 'No word of the business is named for it.' : null}
      form={(close) => <TermForm about={about} term={null} onClose={close} />}
    >
      {glossary.map((term) => (
        <Editable
          key={term.id}
          about={about}
          what={`the term ${term.code_term}`}
          form={(close) => <TermForm about={about} term={term} onClose={close} />}
        >
          <p>
            <strong className="font-mono text-xs">{term.code_term}</strong>{' '}
            {term.synonyms.map((synonym) => (
              <Tag key={synonym}>{synonym}</Tag>
            ))}
          </p>
          {term.business_meaning === null ? null : <p>{term.business_meaning}</p>}
          <Written of={term} />
        </Editable>
      ))}
    </Section>
  );
}

function Constraints({ about }: { readonly about: About }) {
  const { constraints } = about.knowledge;
  return (
    <Section
      title="Constraints"
      about={about}
      add="Add a constraint"
      empty={constraints.length === 0 ? 'No rule of the business is named that it upholds.' : null}
      form={(close) => <ConstraintForm about={about} constraint={null} onClose={close} />}
    >
      {constraints.map((constraint) => (
        <Editable
          key={constraint.id}
          about={about}
          what={`the constraint ${constraint.name}`}
          form={(close) => <ConstraintForm about={about} constraint={constraint} onClose={close} />}
        >
          <p className="flex flex-wrap items-center gap-2">
            <strong>{constraint.name}</strong>
            <Tag>{formatTerm(constraint.constraint_type)}</Tag>
            {constraint.source_line === null ? null : (
              <span className="font-mono text-2xs text-ink-faint">:{constraint.source_line}</span>
            )}
          </p>
          {constraint.description === null ? null : <p>{constraint.description}</p>}
          <Written of={constraint} />
        </Editable>
      ))}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly about: About;
  /** The words on the button that opens the form; null when nothing can be added. */
  readonly add: string | null;
  readonly empty: string | null;
  readonly form: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}

function Section({ title, about, add, empty, form, children }: SectionProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Panel
      title={title}
      aside={
        add === null || !about.writable || open ? null : (
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

interface EditableProps {
  readonly about: About;
  readonly what: string;
  readonly form: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A text that turns into its form and back. */
function Editable({ about, what, form, children }: EditableProps) {
  const [open, setOpen] = useState(false);
  if (open) return form(() => setOpen(false));
  return (
    <div className="flex items-start gap-3">
      <div className="grid min-w-0 flex-1 gap-1">{children}</div>
      {about.writable ? (
        <Button look="quiet" icon="edit" aria-label={`Edit ${what}`} onClick={() => setOpen(true)}>
          Edit
        </Button>
      ) : null}
    </div>
  );
}

interface WrittenProps {
  readonly of: OwnSummary | OwnGlossaryTerm | OwnConstraint;
  readonly children?: ReactNode;
}

/** When a text was written, and whether its source has changed since. */
function Written({ of, children }: WrittenProps) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-ink-faint">
      {of.is_stale ? (
        <StatusBadge
          look={{ tone: 'warn', icon: 'warning' }}
          title="The source has changed since this was written"
        >
          stale
        </StatusBadge>
      ) : null}
      {children}
      <span>
        written <Moment at={of.updated_at} />
      </span>
    </p>
  );
}
