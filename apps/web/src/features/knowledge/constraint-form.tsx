import { constraintTypeSchema, type OwnConstraint } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import { call } from '../../api.ts';
import { formatTerm } from '../../format.ts';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { KnowledgeForm } from './knowledge-form.tsx';
import type { Source } from './source.ts';

interface ConstraintFormProps {
  readonly codebase: string;
  /** Null for the codebase as a whole. */
  readonly source: Source | null;
  /** Null for a new one. */
  readonly constraint: OwnConstraint | null;
  readonly onClose: () => void;
}

export function ConstraintForm({ codebase, source, constraint, onClose }: ConstraintFormProps) {
  const [name, setName] = useState(constraint?.name ?? '');
  const [description, setDescription] = useState(constraint?.description ?? '');
  const [type, setType] = useState(constraint?.constraint_type ?? 'business_rule');
  const [hash] = useState(source?.hash ?? null);
  const values = () => ({
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    constraint_type: type,
    source_hash: hash,
  });
  return (
    <KnowledgeForm
      what="constraint"
      valid={name.trim() !== ''}
      save={() =>
        constraint === null
          ? call(
              routes.createConstraint,
              { params: { name: codebase } },
              { body: { ...values(), source: source?.fqn ?? null } },
            )
          : call(
              routes.updateConstraint,
              { params: { name: codebase, id: constraint.id } },
              { body: { ...values(), version: constraint.version } },
            )
      }
      remove={
        constraint === null
          ? null
          : () =>
              call(routes.deleteConstraint, {
                params: { name: codebase, id: constraint.id },
                query: { version: constraint.version },
              })
      }
      onClose={onClose}
    >
      <Field label="Name">
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="What must hold">
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={4000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <Segments
        label="Kind"
        options={constraintTypeSchema.options}
        value={type}
        name={formatTerm}
        onChange={setType}
      />
    </KnowledgeForm>
  );
}
