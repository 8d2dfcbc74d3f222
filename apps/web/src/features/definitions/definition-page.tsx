import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGo } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { DeleteDefinition, EnabledSwitch } from './definition-actions.tsx';
import { ManagedNotice } from './managed-notice.tsx';

interface Defined {
  readonly ref: string;
  readonly label: string;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly origin: 'builtin' | 'file' | 'api';
  readonly created: string;
  readonly updated: string;
  /** The rules file and its codebase, of what stands in one. */
  readonly source_path?: string | null;
  readonly codebase?: string | null;
}

interface DefinitionPageProps {
  readonly defined: Defined;
  /** `rule`, `trigger`, … and the list of all of them. */
  readonly kind: string;
  readonly all: { readonly name: string; readonly place: Place };
  /** Path of the route that lists them, to be asked again after one is deleted. */
  readonly listPath: string;
  readonly setEnabled: (enabled: boolean) => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
  /** What it means that it is gone. */
  readonly effect: string;
  readonly onChange: () => void;
  /** More that can be done with it. */
  readonly actions?: ReactNode;
  readonly main: ReactNode;
  /** Items of its metadata that only this kind has. */
  readonly facts?: ReactNode;
  readonly side?: ReactNode;
}

/** A definition: whether it is on, its form, and what is known of it. */
export function DefinitionPage(props: DefinitionPageProps) {
  const { defined, kind, all, listPath, setEnabled, remove, effect, onChange } = props;
  const { ref, label, description, enabled, origin, created, updated } = defined;
  const go = useGo();
  const client = useQueryClient();
  return (
    <RecordPage
      kind={all.name}
      all={all.place}
      name={ref}
      state={<EnabledSwitch name={ref} enabled={enabled} change={setEnabled} onChange={onChange} />}
      actions={
        <>
          {props.actions}
          {origin === 'api' ? (
            <DeleteDefinition
              name={ref}
              kind={kind}
              effect={effect}
              remove={remove}
              onRemoved={() => {
                void client.invalidateQueries({ queryKey: [listPath] });
                go(all.place);
              }}
            />
          ) : null}
        </>
      }
      main={
        <>
          {origin === 'api' ? null : (
            <p className="text-ink-soft">
              {label === ref ? null : <strong className="font-medium text-ink">{label}. </strong>}
              {description}
            </p>
          )}
          <ManagedNotice definition={defined} kind={kind} />
          {props.main}
        </>
      }
      side={
        <>
          <Panel title="Metadata">
            <Metadata>
              {props.facts}
              <MetadataMoment label="Changed" at={updated} />
              <MetadataMoment label="Defined" at={created} />
              <MetadataItem label="Comes from">{origins[origin]}</MetadataItem>
            </Metadata>
          </Panel>
          {props.side}
        </>
      }
    />
  );
}

const origins = { builtin: 'Clew', file: 'a rules file', api: 'here, or the API' } as const;
