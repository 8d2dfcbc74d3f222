import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGo } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

interface NewDefinitionPageProps {
  readonly title: string;
  readonly lead: string;
  /** Path of the route that lists them, to be asked again. */
  readonly listPath: string;
  readonly place: (ref: string) => Place;
  /** The form; it says when the definition is saved. */
  readonly children: (onSaved: (saved: { readonly ref: string }) => void) => ReactNode;
}

/** The page of a definition that does not exist yet; it leads on to its own. */
export function NewDefinitionPage(props: NewDefinitionPageProps) {
  const { title, lead, listPath, place, children } = props;
  const go = useGo();
  const client = useQueryClient();
  return (
    <Page>
      <PageHeader title={title} lead={lead} />
      {children(({ ref }) => {
        void client.invalidateQueries({ queryKey: [listPath] });
        go(place(ref));
      })}
    </Page>
  );
}
