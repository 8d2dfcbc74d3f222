import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { DefinitionForm } from './use-definition-form.ts';

interface ChangedMeanwhileProps {
  readonly form: Pick<DefinitionForm, 'meanwhile' | 'takeTheirs' | 'keepMine'>;
  readonly labels: Readonly<Record<string, string>>;
}

/** Says what somebody else saved while this was edited, and lets one choose. Nothing is overwritten unseen. */
export function ChangedMeanwhile({ form, labels }: ChangedMeanwhileProps) {
  const { meanwhile, takeTheirs, keepMine } = form;
  if (meanwhile === null) return null;
  return (
    <section
      className="grid gap-3 rounded-control border border-warn-line bg-warn-soft p-3"
      role="alert"
    >
      <p className="flex items-center gap-2 font-medium">
        <Icon name="warning" />
        Somebody else changed this while you did
      </p>
      <ul className="grid gap-2">
        {meanwhile.map(({ name, theirs, mine }) => (
          <li key={name} className="grid gap-1">
            <span className="text-xs font-medium">{labels[name] ?? name}</span>
            <Side whose="Theirs" text={theirs} />
            {mine === null ? null : <Side whose="Yours" text={mine} />}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={keepMine}>Keep mine, take the rest</Button>
        <Button onClick={takeTheirs}>Drop mine, take theirs</Button>
      </div>
    </section>
  );
}

function Side({ whose, text }: { readonly whose: string; readonly text: string }) {
  return (
    <span className="grid grid-cols-[56px_minmax(0,1fr)] gap-2 text-xs">
      <span className="text-ink-soft">{whose}</span>
      <code className="max-h-24 overflow-auto whitespace-pre-wrap wrap-anywhere">
        {text === '' ? '(empty)' : text}
      </code>
    </span>
  );
}
