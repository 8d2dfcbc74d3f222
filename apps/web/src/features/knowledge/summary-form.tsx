import { mostSummaryCharacters, type OwnSummary } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, TextArea } from '../../ui/field.tsx';
import { KnowledgeForm } from './knowledge-form.tsx';
import type { Source } from './source.ts';

interface SummaryFormProps {
  readonly codebase: string;
  readonly source: Source;
  /** Null for a first one. */
  readonly summary: OwnSummary | null;
  readonly onClose: () => void;
}

export function SummaryForm({ codebase, source, summary, onClose }: SummaryFormProps) {
  const [text, setText] = useState(summary?.summary ?? '');
  const [read] = useState({
    source_hash: source.hash,
    version: summary?.version ?? null,
  });
  const level = summary?.level ?? source.level;
  const params = { name: codebase, fqn: source.fqn };
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
