import { capped } from "../field-caps.ts";

/**
 * The names in one line of authors, in order: "A, B and C", "A; B", "Last, First; Last, First", "Last, First and Last, First".
 * Affiliations in brackets and "et al." are left out.
 */
export function authorNames(line: string): string[] {
  const plain = capped(line, "authors").replace(/\([^()]*\)/g, " ");
  if (plain.includes(";")) return names(plain.split(";")).map(inOrder);
  const pieces = plain.split(/\sand\s|\s&\s/i);
  const isLastFirst = pieces.length > 1 && pieces.every((piece) => piece.split(",").length === 2);
  return isLastFirst ? names(pieces).map(inOrder) : names(pieces.flatMap((piece) => piece.split(",")));
}

/** "Last, First" the way a name is said. */
export function inOrder(name: string): string {
  const [last = "", first = "", ...more] = name.split(",").map((part) => part.trim());
  return [first, last, ...more].filter(Boolean).join(" ");
}

function names(pieces: readonly string[]): string[] {
  const out: string[] = [];
  for (const piece of pieces) {
    const name = piece.replace(/^\s*and\s|\bet al\b\.?/i, "").trim();
    const before = out.at(-1);
    if (/^(?:jr|sr|i{2,3}|iv)\.?$/i.test(name) && before !== undefined)
      out[out.length - 1] = `${before} ${name}`;
    else if (name !== "") out.push(name);
  }
  return out;
}
