import type { Name } from "../paper.ts";

/**
 * A list of names as BibTeX and biber take it: "van der Wasp, Jr., Bo and {The Hive Collaboration} and others"; undefined without names.
 * `text` makes LaTeX of a part.
 */
export function bibtexNames(
  names: readonly Name[],
  hasOthers: boolean,
  text: (part: string) => string,
): string | undefined {
  if (names.length === 0) return undefined;
  const written = names.map((name) => oneName(name, text));
  return [...written, ...(hasOthers ? ["others"] : [])].join(" and ");
}

function oneName(name: Name, text: (part: string) => string): string {
  const whole = (part: string) => `{${text(part)}}`;
  const part = (words: string) => (SEPARATORS.test(words) ? whole(words) : text(words));
  if ("literal" in name) return whole(name.literal);
  const { family, given, particle, suffix } = name;
  // Without a comma, words would be taken for a given and a family name.
  if (given === undefined) {
    const said = [particle, family, suffix].filter(Boolean).join(" ");
    return said.includes(" ") || SMALL.test(said) ? whole(said) : part(said);
  }
  // Words in small letters are the particle, and nothing else is.
  const isParticle = particle?.split(" ").every((word) => SMALL.test(word)) ?? false;
  const rest = isParticle ? family : [particle, family].filter(Boolean).join(" ");
  const isWhole = rest.split(" ").some((word) => SMALL.test(word));
  const last = [isParticle ? part(particle ?? "") : "", isWhole ? whole(rest) : part(rest)].filter(Boolean);
  return [last.join(" "), ...(suffix === undefined ? [] : [part(suffix)]), part(given)].join(", ");
}

const SMALL = /^\p{Ll}/u;

// Text that would separate names or their parts, or stand for more of them.
const SEPARATORS = /[,;]|\band\b|^others$|^et\.? al/i;
