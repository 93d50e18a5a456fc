import { MATH_LETTERS, TEXT_LETTERS } from "../../../data/latex-letters.ts";

/**
 * Plain text as LaTeX that shows it: nothing in it is a command, a comment or a formula, and its braces are balanced as
 * BibTeX counts them. Letters of all scripts stay as they are.
 */
export function latexText(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replace(/[\\{}~^<>|#$%&_]/g, (sign) => SIGNS[sign] ?? `\\${sign}`)
    .replace(LIGATURES, "$&{}");
}

/**
 * The same in ASCII, for pdfTeX and BibTeX: `{\O}rsted`, `{$\ell_1$}`. Letters that LaTeX has no command for without a package (most of
 * Cyrillic, Chinese, …) stay as they are. Formulas stand in braces, as BibTeX makes capitals small within them, too.
 */
export function asciiLatexText(text: string): string {
  return latexText(text.normalize("NFC"))
    .replace(/[–—“”]/g, typewritten)
    .replace(NOT_ASCII, lettersOf);
}

/**
 * The same for a part of a name. Letters that stay as they are (Đ, Þ, 王) become a special character, of which BibTeX makes a label
 * without cutting it between two bytes; \textrm is the one command that pandoc, bibutils and citation-js read through.
 */
export function asciiLatexName(part: string): string {
  return asciiLatexText(part).replace(/(?:(?=\P{ASCII})\p{L}\p{M}{0,5}){1,100}/gu, "{\\textrm{$&}}");
}

/** An address or an id, which programs take as it is: what would end the field or begin a command is percent-encoded. */
export function verbatim(text: string): string {
  return text.replace(/[\\{}\s]/g, (sign) => encodeURIComponent(sign));
}

// Braces by name, since BibTeX counts an escaped brace as a brace.
const SIGNS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};

// Signs that TeX's fonts would join with the next one.
const LIGATURES = /[-–—](?=[-–—])|[?!](?=[`“])|[`“](?=[`“])|['”](?=['”])/g;

// Runs of non-ASCII characters, with the ASCII letter that an accent belongs to.
const NOT_ASCII = /(?:[a-zA-Z](?=\p{M})|\P{ASCII})+/gu;

// Two hyphens before a word are read as such, as in the name of an option; quotes beside quotes are read otherwise. These stay signs.
const DASH = /^[\p{L}\p{N}].(?:[\p{L}\p{N}]|$)|^\s.\s/su;
const QUOTE = /^[^`'“”?!}].(?:[^`'“”{]|$)/su;

function typewritten(sign: string, at: number, text: string): string {
  const around = `${text.charAt(at - 1) || " "}${sign}${text.charAt(at + 1)}`;
  return (/[–—]/.test(sign) ? DASH : QUOTE).test(around) ? (TYPEWRITTEN[sign] ?? sign) : sign;
}

const TYPEWRITTEN: Readonly<Record<string, string>> = { "–": "--", "—": "---", "“": "``", "”": "''" };

const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["\u0300", "`"],
  ["\u0301", "'"],
  ["\u0302", "^"],
  ["\u0303", "~"],
  ["\u0304", "="],
  ["\u0306", "u"],
  ["\u0307", "."],
  ["\u0308", '"'],
  ["\u030a", "r"],
  ["\u030b", "H"],
  ["\u030c", "v"],
  ["\u0323", "d"],
  ["\u0327", "c"],
  ["\u0328", "k"],
  ["\u0331", "b"],
]);

function tableOf(list: string): ReadonlyMap<string, string> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [letter = ""] = pair;
        return [letter, pair.slice(letter.length)];
      }),
  );
}

const TEXTS = tableOf(TEXT_LETTERS);
const FORMULAS = tableOf(MATH_LETTERS);

function lettersOf(run: string): string {
  const out: string[] = [];
  let formula: string[] = [];
  /** Whether the formula so far ends in a subscript (_), a superscript (^) or neither. */
  let last = "";
  const close = () => {
    if (formula.length > 0) out.push(`{$${formula.join("").replace(/([_^])\{(.)\}/gu, "$1$2")}$}`);
    formula = [];
    last = "";
  };
  for (const [cluster] of run.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const sign = FORMULAS.get(cluster);
    if (sign === undefined) {
      close();
      out.push(letterOf(cluster) ?? cluster);
      continue;
    }
    const kind = /^[_^](?=\{[^\\])/.exec(sign)?.[0] ?? "";
    // ₁ and ₀ are one subscript: TeX refuses two, and a subscript after a superscript too.
    if (kind !== "" && kind === last) formula.push(`${(formula.pop() ?? "").slice(0, -1)}${sign.slice(2)}`);
    else {
      if (kind !== "" && last !== "") close();
      formula.push(sign);
    }
    last = kind;
  }
  close();
  return out.join("");
}

// Accents are nested from the inside out, those below a letter last. Three are more than any language needs.
function letterOf(cluster: string): string | undefined {
  const [base = "", ...marks] = cluster.normalize("NFD");
  const inner = /^[a-zA-Z]$/.test(base) ? base : TEXTS.get(base);
  const accents = marks.flatMap((mark) => ACCENTS.get(mark) ?? []);
  if (inner === undefined || accents.length < marks.length || marks.length > 3) return undefined;
  const nested = [
    ...accents.filter((accent) => !BELOW.test(accent)),
    ...accents.filter((accent) => BELOW.test(accent)),
  ];
  // LaTeX takes an i's dot away by itself, and other programs read \i as a letter of its own.
  return nested.reduce(
    (latex, accent) => {
      const isPlain = /^[a-zA-Z]$/.test(latex) && !/[a-z]/i.test(accent);
      return `{\\${accent}${isPlain || latex.startsWith("{") ? latex : `{${latex}}`}}`;
    },
    marks.length === 0 ? `{${inner}}` : inner,
  );
}

const BELOW = /^[dbck]$/;
