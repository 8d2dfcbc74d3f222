import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '../../navigation.tsx';
import { action as actionPlace } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { isRef } from '../records/use-known-refs.ts';
import { shapeOfSchema } from './value-shape.ts';

/** The parameters that an action describes, beside where they are written; nothing when it describes none. */
export function ActionExpects({ actionRef }: { readonly actionRef: string }) {
  const found = useQuery({
    ...ask(routes.getAction, { params: { ref: actionRef } }),
    enabled: isRef(actionRef),
    staleTime: 30_000,
    retry: false,
  });
  if (found.data === undefined) return null;
  const { param_schema, ref } = found.data;
  const { members } = shapeOfSchema(param_schema);
  const required = requiredOf(param_schema);
  const names = Object.entries(members);
  if (names.length === 0) return null;
  return (
    <p className="text-xs text-ink-soft">
      <Link to={actionPlace(ref)} className="text-link mono">
        {ref}
      </Link>{' '}
      takes{' '}
      {names.map(([name, { type }], index) => (
        <span key={name}>
          {index === 0 ? '' : ', '}
          <code>{name}</code>
          {type === 'any' ? '' : ` (${type})`}
          {required.includes(name) ? <span className="text-ink-faint"> required</span> : null}
        </span>
      ))}
    </p>
  );
}

function requiredOf(schema: unknown): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null || !('required' in schema)) return [];
  return Array.isArray(schema.required) ? schema.required : [];
}
