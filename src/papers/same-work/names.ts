import { fold } from "../fold.ts";
import type { Paper } from "../paper.ts";

/** The parts of a name by which people are compared. */
export interface NameKey {
  /** The last word of the family name, or the whole name of an organisation. */
  readonly family: string;
  /** All words of the name, in the order of the alphabet: some write the family name first. */
  readonly words: string;
}

/** Authors compared at most; of a collaboration of thousands, these are enough. */
const MOST = 50;

/** The first authors of a paper, as they are compared. */
export function nameKeys({ authors, names }: Pick<Paper, "authors" | "names">): readonly NameKey[] {
  return authors.slice(0, MOST).flatMap((author, at) => {
    const name = names?.[at];
    const family = name !== undefined && "family" in name ? name.family : undefined;
    return nameKey(author, family) ?? [];
  });
}

/** Whether two names may be one person's; undefined where they cannot be compared, as one is in another script. */
export function isSameName(a: NameKey, b: NameKey): boolean | undefined {
  if (a.family === b.family || a.words === b.words) return true;
  return isLatin(a.words) === isLatin(b.words) ? false : undefined;
}

/**
 * Whether two lists may be of the authors of one work: the first is the same, or half of the shorter list is in the other.
 * Undefined where they cannot be compared.
 */
export function authorsAgree(a: readonly NameKey[], b: readonly NameKey[]): boolean | undefined {
  const [first, other] = [a[0], b[0]];
  if (first === undefined || other === undefined) return undefined;
  const isSame = isSameName(first, other);
  if (isSame !== false) return isSame;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const shared = shorter.filter((one) => longer.some((another) => isSameName(one, another) === true));
  return shared.length * 2 >= shorter.length;
}

const ORGANISATION =
  /\b(?:collaboration|consortium|group|team|network|committee|project|society|association|institute)\b/;

function nameKey(author: string, family: string | undefined): NameKey | undefined {
  const plain = plainName(author);
  if (plain === "") return undefined;
  const words = plain.split(" ");
  if (ORGANISATION.test(plain)) return { family: plain, words: plain };
  const last = plainName(family ?? "")
    .split(" ")
    .at(-1);
  return { family: last || (words.at(-1) ?? ""), words: words.sort().join(" ") };
}

// Some people write Mueller for Müller.
function plainName(name: string): string {
  return fold(name)
    .slice(0, 300)
    .replace(/[^\p{L}\p{N}\s'’-]/gu, " ")
    .replace(/['’]/g, "")
    .replace(/([aou])e/g, "$1")
    .split(/[\s-]+/)
    .filter((word) => word !== "" && !/^(?:the|jr|sr|ii|iii|iv|et|al)$/.test(word))
    .join(" ");
}

function isLatin(text: string): boolean {
  return /[a-z]/.test(text);
}
