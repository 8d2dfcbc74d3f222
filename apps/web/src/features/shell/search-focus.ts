/** The id of the search box of the symbols screen. */
export const searchBoxId = 'symbol-search';

let wanted = false;

/** Puts the cursor into the search box; false when there is none to be seen. */
export function focusSearchBox(): boolean {
  const box = document.getElementById(searchBoxId);
  if (!(box instanceof HTMLInputElement) || box.offsetParent === null) return false;
  box.focus();
  box.select();
  return true;
}

/** Asks the next search box that appears to take the focus. */
export function wantSearchFocus(): void {
  wanted = true;
}

/** True once after `wantSearchFocus`. */
export function takeSearchFocus(): boolean {
  const was = wanted;
  wanted = false;
  return was;
}
