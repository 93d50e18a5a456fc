import { match, type Reader } from "./reader.ts";
import { BLACKBOARD } from "./symbols.ts";
import { character, factor, raised } from "./unicode.ts";

/** The text after a command. */
export interface Behind {
  readonly reader: Reader;
  /** The next argument as text: a group, a command or a single character; as a part of a formula if `math`. */
  argument(math?: boolean): string;
  /** A word with the spaces that an operator needs. */
  spaced(word: string): string;
}

/** Commands with a meaning of their own. */
export const STRUCTURES: ReadonlyMap<string, (behind: Behind) => string> = new Map(
  Object.entries({
    frac: fraction,
    dfrac: fraction,
    tfrac: fraction,
    nicefrac: fraction,
    sqrt: root,
    binom: ({ argument }) => `(${argument(true)} choose ${argument(true)})`,
    pmod: ({ argument }) => ` (mod ${argument(true)})`,
    not: ({ argument }) => `${argument().trim()}\u0338`,
    mathbb: blackboard,
    Bbb: blackboard,
    operatorname: ({ argument, spaced }) => spaced(argument(true)),
    ensuremath: ({ argument }) => argument(true),
    textsuperscript: ({ argument }) => raised(argument(), "^"),
    textsubscript: ({ argument }) => raised(argument(), "_"),
    sp: ({ argument }) => raised(argument(true), "^"),
    sb: ({ argument }) => raised(argument(true), "_"),
    footnote: ({ argument }) => ` (${argument()})`,
    enquote: ({ argument }) => `“${argument()}”`,
    mkbibquote: ({ argument }) => `“${argument()}”`,
    uppercase: upper,
    MakeUppercase: upper,
    romannumeral: ({ reader }) => roman(Number(match(reader, /\s?\d{1,4}/y) ?? 0)),
    unicode: ({ argument }) => character(argument()),
    symbol: ({ argument }) => character(argument()),
    char: ({ reader }) => character((match(reader, /"[\dA-F]{1,5}|\d{1,6}/y) ?? "").replace('"', "x")),
    penalty: nothingBehind,
    hskip: nothingBehind,
    kern: nothingBehind,
  } satisfies Record<string, (behind: Behind) => string>),
);

function fraction({ argument }: Behind): string {
  return `${factor(argument(true))}/${factor(argument(true))}`;
}

function upper({ reader, argument }: Behind): string {
  match(reader, /\\expandafter\s?/y);
  return argument().toUpperCase();
}

function root({ reader, argument }: Behind): string {
  const degree = match(reader, /\[[^[\]{}]{0,20}\]/y)
    ?.slice(1, -1)
    .trim();
  const sign =
    degree === "3" ? "∛" : degree === "4" ? "∜" : `${degree === undefined ? "" : raised(degree, "^")}√`;
  return `${sign}${factor(argument(true))}`;
}

function blackboard({ argument }: Behind): string {
  return Array.from(argument(true), (letter) => BLACKBOARD.get(letter) ?? letter).join("");
}

// TeX's lengths, which set the look: \hskip 1em, \kern-.2ex, \penalty0.
function nothingBehind({ reader }: Behind): string {
  match(reader, /\s?[-+]?[\d.]{1,9}(?:(?:em|ex|pt|mu|cm|mm)\b)?\s?/y);
  return "";
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(value: number): string {
  let rest = value;
  let out = "";
  for (const [size, digits] of ROMAN) {
    out += digits.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return out;
}
