import type { JsonValue } from '@clew/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { ApiError } from '../../api-error.ts';
import { toast } from '../../ui/toasts.tsx';
import type { Draft, Faults } from './definition-field.ts';
import { type FieldOf, refusalFaults, schemaFaults } from './find-faults.ts';
import type { ReadDraft } from './read-fields.ts';
import { type ChangedField, changesOf, rebaseDraft } from './rebase-draft.ts';

export interface Saved {
  readonly ref: string;
  readonly updated: string;
}

type Values = Readonly<Record<string, JsonValue>>;

/** How one kind of definition is held in a form and sent. */
export interface DefinitionKind<S extends Saved, Answer extends S = S> {
  readonly draftOf: (saved: S) => Draft;
  /** All that the draft says, under the names of the API. */
  readonly read: (draft: Draft) => ReadDraft;
  /** Of a new one; what is saved is held to it too. */
  readonly schema: z.ZodType;
  readonly fieldOf: FieldOf;
  readonly create: (values: Values) => Promise<Answer>;
  /** Sends only what differs, and the moment at which it was read. */
  readonly update: (ref: string, changes: Values) => Promise<Answer>;
}

interface DefinitionFormInput<S extends Saved, Answer extends S> {
  readonly kind: DefinitionKind<S, Answer>;
  /** As it is known by now; null for a new one. */
  readonly saved: S | null;
  /** What a new one begins with. */
  readonly empty: Draft;
  readonly onSaved: (saved: Answer) => void;
  /** Reads it anew, after a save was refused because it is another one by now. */
  readonly onStale: () => void;
}

export interface DefinitionForm {
  readonly draft: Draft;
  readonly values: Values;
  readonly change: (part: Draft) => void;
  /** A field was left: from now on what is wrong with it is shown. */
  readonly touch: (name: string) => void;
  /** What is to be shown beside the fields. */
  readonly faults: Faults;
  readonly changed: boolean;
  readonly isReadable: boolean;
  readonly isNew: boolean;
  /** What somebody else changed meanwhile; null when nobody did. */
  readonly meanwhile: readonly ChangedField[] | null;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly undo: () => void;
  /** Answers whether it was sent: it is not while something is wrong with it. */
  readonly save: () => boolean;
  readonly saving: boolean;
  readonly error: Error | null;
  /** The refusal is told beside the fields. */
  readonly placed: boolean;
  readonly isUnsaved: () => boolean;
}

/**
 * The form of a definition. It is held to the contract's schema while it is filled in, sends only what
 * was changed, and only on the state that was read: what somebody else saved meanwhile is shown first.
 */
export function useDefinitionForm<S extends Saved, Answer extends S = S>(
  input: DefinitionFormInput<S, Answer>,
): DefinitionForm {
  const { kind, saved, empty, onSaved, onStale } = input;
  const [base, setBase] = useState(saved);
  const start = base === null ? empty : kind.draftOf(base);
  const [draft, setDraft] = useState(start);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const changed = Object.keys(start).some((name) => draft[name] !== start[name]);

  const newer =
    saved !== null && base !== null && saved.updated > base.updated ? kind.draftOf(saved) : null;
  const differing = newer === null ? [] : changesOf(start, newer, draft);
  if (newer !== null && (!changed || differing.length === 0)) {
    setBase(saved);
    setDraft(rebaseDraft(start, newer, draft));
  }

  // A new one is left for its own page once it is saved.
  const letGo = useRef(false);
  const read = kind.read(draft);
  const wrong = { ...schemaFaults(kind.schema, given(read.values), kind.fieldOf), ...read.faults };

  const save = useMutation({
    mutationFn: async () => {
      if (base === null) return kind.create(given(read.values));
      const before = kind.read(kind.draftOf(base)).values;
      const changes = Object.entries(read.values).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
      );
      return kind.update(base.ref, { ...Object.fromEntries(changes), updated: base.updated });
    },
    onSuccess: (now) => {
      letGo.current = base === null;
      setBase(now);
      if (base !== null) setDraft(kind.draftOf(now));
      setTouched(new Set());
      toast(`${now.ref} is saved.`);
      onSaved(now);
    },
    onError: (error) => {
      if (base !== null && isConflict(error)) onStale();
    },
  });
  const refused = refusalFaults(save.error, kind.fieldOf);
  const taken: Faults =
    base === null && save.error !== null && isConflict(save.error)
      ? { ref: save.error.message }
      : {};

  const unsaved = useRef(false);
  useEffect(() => {
    unsaved.current = changed;
  });

  const touch = (name: string) =>
    setTouched((now) => (now.has(name) ? now : new Set([...now, name])));
  const change = (part: Draft) => {
    setDraft((now) => ({ ...now, ...part }));
    if (!save.isIdle && !save.isPending) save.reset();
  };
  return {
    draft,
    values: read.values,
    change,
    touch,
    faults: {
      ...Object.fromEntries(Object.entries(wrong).filter(([name]) => touched.has(name))),
      ...refused.faults,
      ...taken,
    },
    changed,
    isReadable: Object.keys(read.faults).length === 0,
    isNew: base === null,
    meanwhile: newer !== null && changed && differing.length > 0 ? differing : null,
    takeTheirs: () => {
      if (newer === null) return;
      setBase(saved);
      setDraft(newer);
      save.reset();
    },
    keepMine: () => {
      if (newer === null) return;
      setBase(saved);
      setDraft(rebaseDraft(start, newer, draft));
      save.reset();
    },
    undo: () => change(start),
    save: () => {
      setTouched(new Set([...Object.keys(draft)]));
      if (Object.keys(wrong).length > 0) return false;
      save.mutate();
      return true;
    },
    saving: save.isPending,
    error: save.error,
    placed: refused.placed || Object.keys(taken).length > 0,
    isUnsaved: () => unsaved.current && !letGo.current,
  };
}

function isConflict(error: Error): boolean {
  return error instanceof ApiError && error.problem === 'conflict';
}

/** Without what was left empty: a new one gets the contract's defaults. */
function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
