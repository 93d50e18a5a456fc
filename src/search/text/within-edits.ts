/**
 * Whether two words are within so many edits: whether at most `most` insertions, deletions and replacements of single letters turn one word into the other. Far quicker
 * than the whole distance: of the usual table only what lies near the diagonal is looked at, and that without new arrays.
 */
export function withinEdits(from: string, to: string, most: number): boolean {
  if (Math.abs(from.length - to.length) > most) return false;
  if (rows.length < 2 * (to.length + 1)) rows = new Uint16Array(4 * (to.length + 1));
  let last = 0;
  let row = to.length + 1;
  for (let j = 0; j <= to.length; j += 1) rows[last + j] = j;
  for (let i = 1; i <= from.length; i += 1) {
    const letter = from.charCodeAt(i - 1);
    const first = Math.max(1, i - most);
    const end = Math.min(to.length, i + most);
    let left = first === 1 ? i : FAR;
    rows[row + first - 1] = left;
    let least = left;
    for (let j = first; j <= end; j += 1) {
      const replaced = (rows[last + j - 1] ?? FAR) + (letter === to.charCodeAt(j - 1) ? 0 : 1);
      // What is right of the last row's end was never looked at.
      const above = j === i + most ? FAR : (rows[last + j] ?? FAR);
      left = Math.min(replaced, above + 1, left + 1);
      rows[row + j] = left;
      if (left < least) least = left;
    }
    if (least > most) return false;
    [last, row] = [row, last];
  }
  return (rows[last + to.length] ?? FAR) <= most;
}

const FAR = 1000;
let rows = new Uint16Array(128);
