import type { ReactNode } from 'react';

/** How a field is entered. A draft holds every field as text, whatever it is. */
export type FieldKind =
  | { readonly type: 'text'; readonly mono?: boolean; readonly known?: readonly string[] }
  | { readonly type: 'json'; readonly rows: number }
  | { readonly type: 'number'; readonly whole: boolean }
  | {
      readonly type: 'choice';
      readonly options: readonly string[];
      readonly name?: (option: string) => string;
      /** The words for no choice, where there may be none. */
      readonly none?: string;
    }
  | { readonly type: 'flag'; readonly none: string }
  | { readonly type: 'moment' };

export interface DefinitionField {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly kind: FieldKind;
}

/** A form as it stands: the text of each field by its name. */
export type Draft = Readonly<Record<string, string>>;

/** What is wrong, by the name of the field that it is about. */
export type Faults = Readonly<Record<string, string>>;
