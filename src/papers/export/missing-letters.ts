/**
 * What a file for BibTeX begins with, so that pdfTeX sets all of it: letters that it has no command for (王, И) are question marks in print,
 * unless a package of the document has them. They stay letters in the file, for every other program. Empty where all can be set.
 */
export function missingLetters(bib: string): string {
  const letters = [...new Set(bib.match(NOT_IN_LATEX) ?? [])];
  if (letters.length === 0) return "";
  const defined = letters.map((letter) => `\\withoutfont{${letter}}`);
  // For BibTeX, % begins no comment; for all other programs it does, of which some would take a preamble for an entry.
  return `% @preamble{{${[DEFINITION, ...defined].join(" ")}}}\n\n`;
}

// By the name that LaTeX gives to a letter's definition in its file utf8.def. The package CJKutf8 would take ours for a font's.
const DEFINITION = String.raw`\providecommand{\withoutfont}[1]{\ifdefined\CJKfamily\else\expandafter\providecommand\csname u8:\detokenize{#1}\endcsname{?}\fi}`;

/** All but what LaTeX of 2022 sets with T1 fonts (t1enc.dfu, ts1enc.dfu and omsenc.dfu), nearly. */
const NOT_IN_LATEX =
  /[^\0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u0218-\u021b\u0237\u2010-\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2031\u2039-\u203b\u2044\u20ac\u2103\u2116\u2122\u2126\u2190-\u2193\u27e8\u27e9\ufb00-\ufb06]/gu;
