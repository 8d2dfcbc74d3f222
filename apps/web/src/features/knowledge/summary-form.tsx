import { mostSummaryCharacters, type OwnSummary } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, TextArea } from '../../ui/field.tsx';
import type { About } from './about.ts';
import { KnowledgeForm } from './knowledge-form.tsx';

interface SummaryFormProps {
  readonly about: About;
  /** Null for a first one. */
  readonly summary: OwnSummary | null;
  readonly onClose: () => void;
}

export function SummaryForm({ about, summary, onClose }: SummaryFormProps) {
  const { codebase, fqn, knowledge } = about;
  const [text, setText] = useState(summary?.summary ?? '');
  const [read] = useState({
    source_hash: knowledge.source_hash,
    version: summary?.version ?? null,
  });
  const level = summary?.level ?? knowledge.level;
  const params = { name: codebase, fqn };
  return (
    <KnowledgeForm
      what="summary"
      valid={text.trim() !== '' && text.length <= mostSummaryCharacters}
      save={() => call(routes.putSummary, { params }, { body: { summary: text, level, ...read } })}
      remove={
        summary === null
          ? null
          : () => call(routes.deleteSummary, { params, query: { version: summary.version, level } })
      }
      onClose={onClose}
    >
      <Field
        label="What it does"
        hint="In a few sentences, for somebody who does not know the code."
      >
        {(control) => (
          <TextArea
            {...control}
            rows={5}
            maxLength={mostSummaryCharacters}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </KnowledgeForm>
  );
}
