import { linkRadial } from 'd3-shape';
import { useMemo } from 'react';
import type { Impact } from '../../answers.ts';
import { formatCount, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { type PlacedSymbol, placeOnRings } from './impact-tree.ts';
import { kindGroup } from './kind-badge.tsx';
import './impact-rings.css';

const mostDrawn = 240;
const size = 400;
const outerRadius = 178;

interface ImpactRingsProps {
  readonly route: SymbolsView;
  readonly impact: Impact;
  /** The fqn of the symbol whose thread to the target is lit. */
  readonly lit: string | null;
  readonly onLight: (fqn: string | null) => void;
}

/**
 * The target in the middle, what it would reach on rings around it, one ring a step. Pointing at a
 * symbol lights the thread back. The list beside it says the same in words and for the keyboard.
 */
export function ImpactRings({ route, impact, lit, onLight }: ImpactRingsProps) {
  const places = useMemo(() => placeOnRings(impact, mostDrawn), [impact]);
  const rings = Math.max(1, ...places.map(({ depth }) => depth));
  const step = outerRadius / rings;
  const thread = useMemo(() => threadFrom(places, lit), [places, lit]);
  const link = linkRadial<Edge, PlacedSymbol>()
    .angle(({ angle }) => angle)
    .radius(({ depth }) => depth * step);
  const drawn = places.length - 1;
  const dot = drawn > 120 ? 3 : drawn > 40 ? 4 : 5;
  const told = places.find(({ symbol }) => symbol.fqn === lit) ?? null;

  return (
    <figure className="rings">
      {/* biome-ignore lint/a11y/useSemanticElements: no HTML element can stand in for a drawing of links */}
      <svg
        viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`}
        role="group"
        aria-label={`${formatQuantity(drawn, 'symbol')} on ${formatQuantity(rings, 'ring')} around ${impact.target.name}`}
      >
        {Array.from({ length: rings }, (_, index) => (index + 1) * step).map((radius) => (
          <circle key={radius} r={radius} className="ring" />
        ))}
        {places.map((place) =>
          place.parent === null ? null : (
            <path
              key={place.symbol.fqn}
              className="thread"
              data-lit={thread.has(place.symbol.fqn)}
              d={link({ source: place.parent, target: place }) ?? ''}
            />
          ),
        )}
        {places.map((place) =>
          place.parent === null ? null : (
            <Link
              key={place.symbol.fqn}
              to={symbols(route.codebase, { ...route, symbol: place.symbol.fqn })}
              tabIndex={-1}
              aria-label={place.symbol.name}
              onMouseEnter={() => onLight(place.symbol.fqn)}
              onMouseLeave={() => onLight(null)}
            >
              <circle {...centreOf(place, step)} r={dot + 5} className="dot-reach" />
              <circle
                {...centreOf(place, step)}
                r={dot}
                className={`dot dot-${kindGroup(place.symbol.kind)}`}
                data-lit={thread.has(place.symbol.fqn)}
              />
            </Link>
          ),
        )}
        <circle r={9} className="dot-target" />
      </svg>
      <figcaption className="rings-caption">
        {told === null ? (
          <span className="faint">
            {drawn < impact.total
              ? `The nearest ${formatCount(drawn)} of ${formatCount(impact.total)}; one ring is one step`
              : 'One ring is one step'}
          </span>
        ) : (
          <span className="mono rings-told">{told.symbol.name}</span>
        )}
      </figcaption>
    </figure>
  );
}

interface Edge {
  readonly source: PlacedSymbol;
  readonly target: PlacedSymbol;
}

function centreOf({ angle, depth }: PlacedSymbol, step: number): { cx: number; cy: number } {
  const radius = depth * step;
  return { cx: radius * Math.sin(angle), cy: -radius * Math.cos(angle) };
}

function threadFrom(places: readonly PlacedSymbol[], fqn: string | null): ReadonlySet<string> {
  const thread = new Set<string>();
  let place = places.find(({ symbol }) => symbol.fqn === fqn) ?? null;
  while (place !== null) {
    thread.add(place.symbol.fqn);
    place = place.parent;
  }
  return thread;
}
