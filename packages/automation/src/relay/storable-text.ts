/** JSON text as `jsonb` can keep it: NUL becomes the replacement character. */
export function storableText<Text extends string | null>(json: Text): Text {
  return (json?.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd') ?? null) as Text;
}
