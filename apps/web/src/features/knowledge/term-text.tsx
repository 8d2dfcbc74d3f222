import type { OwnGlossaryTerm } from '@clew/contracts';
import { Tag } from '../../ui/tag.tsx';

export function TermText({ term }: { readonly term: OwnGlossaryTerm }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <strong className="font-mono text-xs wrap-anywhere">{term.code_term}</strong>
        {term.synonyms.map((synonym) => (
          <Tag key={synonym}>{synonym}</Tag>
        ))}
      </p>
      {term.business_meaning === null ? null : (
        <p className="text-pretty wrap-anywhere">{term.business_meaning}</p>
      )}
    </>
  );
}
