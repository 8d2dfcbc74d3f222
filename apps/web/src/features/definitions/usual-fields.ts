import type { JsonValue } from '@clew/contracts';
import type { DefinitionField, Draft } from './definition-field.ts';
import { fieldText, type ReadDraft, readFields } from './read-fields.ts';

/** What every definition has: its name, a title and what it is for. */
export function usualFields(example: string): readonly DefinitionField[] {
  return [
    {
      name: 'ref',
      label: 'Ref',
      hint: `Its name, for good: two or more segments, such as ${example}.`,
      required: true,
      kind: { type: 'text', mono: true },
    },
    {
      name: 'label',
      label: 'Title',
      placeholder: 'a few words; its ref when left empty',
      kind: { type: 'text' },
    },
    { name: 'description', label: 'Description', kind: { type: 'text' } },
  ];
}

/** The draft of what is saved. A title that only repeats the ref is none. */
export function draftOfSaved(
  fields: readonly DefinitionField[],
  saved: { readonly ref: string; readonly label: string },
): Draft {
  const values = new Map<string, JsonValue>(Object.entries(saved));
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      field.name === 'label' && saved.label === saved.ref
        ? ''
        : fieldText(field, values.get(field.name)),
    ]),
  );
}

/** What the draft of a definition says; without a title it is called by its ref. */
export function readDefinition(fields: readonly DefinitionField[], draft: Draft): ReadDraft {
  const { values, faults } = readFields(fields, draft);
  return { values: { ...values, label: values.label ?? values.ref ?? null }, faults };
}

/** An empty draft with what is given. */
export function emptyDraft(fields: readonly DefinitionField[], given: Draft = {}): Draft {
  return Object.fromEntries(fields.map(({ name }) => [name, given[name] ?? '']));
}

export function labelsOf(fields: readonly DefinitionField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ name, label }) => [name, label]));
}

/** The field that a path of the API is about, when it is named as the API names it. */
export function fieldOfPath(fields: readonly DefinitionField[]): (path: string) => string | null {
  const names = new Set(fields.map(({ name }) => name));
  return (path) => {
    const [head = ''] = path.split(/[.[:]/);
    return names.has(head) ? head : null;
  };
}
