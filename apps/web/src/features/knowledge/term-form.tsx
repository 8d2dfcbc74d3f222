import type { OwnGlossaryTerm } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import { KnowledgeForm } from './knowledge-form.tsx';
import type { Source } from './source.ts';

interface TermFormProps {
  readonly codebase: string;
  /** Null for the codebase as a whole. */
  readonly source: Source | null;
  /** Null for a new one. */
  readonly term: OwnGlossaryTerm | null;
  readonly onClose: () => void;
}

export function TermForm({ codebase, source, term, onClose }: TermFormProps) {
  const [word, setWord] = useState(term?.code_term ?? source?.name ?? '');
  const [meaning, setMeaning] = useState(term?.business_meaning ?? '');
  const [synonyms, setSynonyms] = useState(term?.synonyms.join(', ') ?? '');
  const [hash] = useState(source?.hash ?? null);
  const values = () => ({
    code_term: word.trim(),
    business_meaning: meaning.trim() === '' ? null : meaning.trim(),
    synonyms: synonyms
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
    source_hash: hash,
  });
  return (
    <KnowledgeForm
      what="term"
      valid={word.trim() !== ''}
      save={() =>
        term === null
          ? call(
              routes.createGlossaryTerm,
              { params: { name: codebase } },
              { body: { ...values(), source: source?.fqn ?? null } },
            )
          : call(
              routes.updateGlossaryTerm,
              { params: { name: codebase, id: term.id } },
              { body: { ...values(), version: term.version } },
            )
      }
      remove={
        term === null
          ? null
          : () =>
              call(routes.deleteGlossaryTerm, {
                params: { name: codebase, id: term.id },
                query: { version: term.version },
              })
      }
      onClose={onClose}
    >
      <Field label="Term">
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
        )}
      </Field>
      <Field label="What it means to the business">
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={4000}
            value={meaning}
            onChange={(event) => setMeaning(event.target.value)}
          />
        )}
      </Field>
      <Field label="Other words" hint="Separated by commas. Search finds the symbol by them.">
        {(control) => (
          <TextInput
            {...control}
            value={synonyms}
            onChange={(event) => setSynonyms(event.target.value)}
          />
        )}
      </Field>
    </KnowledgeForm>
  );
}
