/**
 * Ctrl-R: the latest earlier line that contains what is typed; again with that line still there, the one before it.
 * Ignores case.
 */
export function createHistorySearch(): (line: string, history: readonly string[]) => string | undefined {
  let part = "";
  let found: string | undefined;
  let seen = new Set<string>();
  return (line, oldestFirst) => {
    if (line !== found) {
      part = line.toLowerCase();
      seen = new Set([line]);
    }
    const next = oldestFirst.findLast((one) => one.toLowerCase().includes(part) && !seen.has(one));
    if (next === undefined) return undefined;
    seen.add(next);
    found = next;
    return next;
  };
}
