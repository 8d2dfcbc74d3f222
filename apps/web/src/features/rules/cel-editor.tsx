import { autocompletion, type Completion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { type CelCompletion, type CelScope, completeCel } from './cel-completions.ts';
import type { PlacedIssue } from './placed-issues.ts';

export interface CelEditorProps {
  readonly value: string;
  readonly scope: CelScope;
  readonly issues: readonly PlacedIssue[];
  readonly readOnly: boolean;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly onChange: (value: string) => void;
}

const look = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--mono)', padding: '8px 10px', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: '8px',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': { color: 'var(--ink-faint)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)' },
});

/** A field for a CEL condition: completes what the event holds, and marks what is wrong in its place. */
export function CelEditor(props: CelEditorProps) {
  const { value, readOnly, labelledBy, describedBy, issues } = props;
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const writable = new Compartment();
    const { current } = latest;
    const made = new EditorView({
      parent: element,
      state: EditorState.create({
        doc: current.value,
        extensions: [
          history(),
          autocompletion({
            icons: false,
            override: [
              (context) => {
                const before = context.state.sliceDoc(0, context.pos);
                const found = completeCel(before, latest.current.scope);
                if (found === null) return null;
                const typed = context.pos > found.from || /[.'"]$/.test(before);
                if (!typed && !context.explicit) return null;
                return { from: found.from, options: found.options.map(optionOf) };
              },
            ],
          }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          placeholder('event.payload.… — empty matches every event'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-labelledby': labelledBy,
            ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
            spellcheck: 'false',
          }),
          writable.of([EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          look,
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [readOnly, labelledBy, describedBy]);

  useEffect(() => {
    const made = view.current;
    if (made === null || made.state.doc.toString() === value) return;
    made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const made = view.current;
    if (made === null) return;
    made.dispatch(
      setDiagnostics(
        made.state,
        issues.map((issue) => diagnosticOf(made, issue)),
      ),
    );
  }, [issues]);

  return <div ref={holder} />;
}

function optionOf({ label, kind, detail, info }: CelCompletion): Completion {
  return {
    label,
    type: kind,
    detail,
    ...(info === null ? {} : { info }),
    ...(kind === 'function' || kind === 'method' ? { apply: `${label}(` } : {}),
  };
}

function diagnosticOf(view: EditorView, { line, column, message }: PlacedIssue): Diagnostic {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const found = Math.min(at.from + Math.max(0, column - 1), at.to);
  const to = Math.min(doc.length, Math.max(found + 1, view.state.wordAt(found)?.to ?? 0));
  // What is missing at the end has no width of its own: what stands before it is marked.
  const from =
    found < to ? found : Math.max(at.from, view.state.doc.sliceString(0, to).trimEnd().length - 1);
  return { from: Math.min(from, to), to, severity: 'error', message };
}
