import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SymbolPicker } from '../symbols/symbol-picker.tsx';
import { ConstraintForm } from './constraint-form.tsx';
import { TermForm } from './term-form.tsx';
import { WithSource } from './with-source.tsx';

interface NewTextProps {
  readonly codebase: string;
  readonly what: 'term' | 'constraint';
  readonly onClose: () => void;
}

/** A new term or constraint: of the codebase as a whole, or of a symbol that is chosen first. */
export function NewText({ codebase, what, onClose }: NewTextProps) {
  const [fqn, setFqn] = useState<string | null>(null);
  return (
    <div className="grid gap-3">
      <About fqn={fqn} onForget={() => setFqn(null)}>
        <SymbolPicker codebase={codebase} label="Choose a symbol" onChoose={setFqn} />
      </About>
      <WithSource key={fqn} codebase={codebase} fqn={fqn}>
        {(source) =>
          what === 'term' ? (
            <TermForm codebase={codebase} source={source} term={null} onClose={onClose} />
          ) : (
            <ConstraintForm
              codebase={codebase}
              source={source}
              constraint={null}
              onClose={onClose}
            />
          )
        }
      </WithSource>
    </div>
  );
}

interface AboutProps {
  readonly fqn: string | null;
  readonly onForget: () => void;
  readonly children: ReactNode;
}

function About({ fqn, onForget, children }: AboutProps) {
  if (fqn === null) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-ink-soft">About the codebase as a whole, or</span>
        {children}
      </div>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="text-ink-soft">About</span>
      <code className="min-w-0 wrap-anywhere">{fqn}</code>
      <Button look="quiet" onClick={onForget}>
        Not about this
      </Button>
    </p>
  );
}
