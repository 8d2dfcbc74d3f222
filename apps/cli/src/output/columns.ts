import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

const gap = '  ';
/** The last column is never cut to less: a line that is too long beats one that says nothing. */
const least = 12;

/**
 * Rows as aligned lines. With a width, the last cell of a line that is longer is cut at its front,
 * for the end of a name or path is what tells it from others; without one, nothing is ever cut.
 *
 * @param rows cells, which may hold colours; all rows have as many
 */
export function columns(
  rows: readonly (readonly string[])[],
  width: number | null,
): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  return rows.map((row) => {
    const head = row.slice(0, -1).map((cell, index) => padded(cell, widths[index] ?? 0) + gap);
    const start = head.join('');
    const room = width === null ? Infinity : Math.max(least, width - stringWidth(start));
    return (start + shortened(row.at(-1) ?? '', room)).trimEnd();
  });
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));
}

/** Text of at most so many columns; what is cut loses its colour with its beginning. */
export function shortened(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  const plain = [...stripVTControlCharacters(text)];
  let kept = '';
  for (let index = plain.length - 1; index >= 0; index -= 1) {
    const longer = `${plain[index]}${kept}`;
    if (stringWidth(longer) > room - 1) break;
    kept = longer;
  }
  return `…${kept}`;
}
