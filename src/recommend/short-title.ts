const LONGEST = 60;

/** A title as people say it: the part before its colon if that identifies the paper, and never very long. */
export function shortTitle(title: string): string {
  const [name = title, rest] = title.split(/:\s/, 2);
  const short = rest !== undefined && name.length <= LONGEST ? name : title;
  return short.length <= LONGEST ? short : `${short.slice(0, LONGEST - 1).trimEnd()}…`;
}
