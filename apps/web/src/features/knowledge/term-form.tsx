import type { OwnGlossaryTerm } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import type { About } from './about.ts';
import { KnowledgeForm } from './knowledge-form.tsx';

interface TermFormProps {
  readonly about: About;
  /** Null for a new one. */
  readonly term: OwnGlossaryTerm | null;
  readonly onClose: () => void;
}

export function TermForm({ about, term, onClose }: TermFormProps) {
  const { codebase, fqn, knowledge } = about;
  const [word, setWord] = useState(term?.code_term ?? knowledge.symbol.name);
  const [meaning, setMeaning] = useState(term?.business_meaning ?? '');
  const [synonyms, setSynonyms] = useState(term?.synonyms.join(', ') ?? '');
  const [hash] = useState(knowledge.source_hash);
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
              { body: { ...values(), source: fqn } },
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
