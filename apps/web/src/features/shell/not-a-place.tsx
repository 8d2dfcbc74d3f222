import { useLocation } from '@tanstack/react-router';
import { Link } from '../../navigation.tsx';
import { home } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NotAPlace() {
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <div className="page">
      <title>Not found · Clew</title>
      <h1 className="visually-hidden">Not found</h1>
      <EmptyState icon="search" title="Nothing is kept under this address">
        <p>
          <code>{path}</code> is not a page of Clew.
        </p>
        <p>
          <Link to={home} className="text-link">
            Choose a codebase
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
