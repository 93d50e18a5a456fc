/**
 * Plain text as LaTeX that shows it: nothing in it is a command, a comment or a formula, and its braces are balanced as
 * BibTeX counts them. Letters of all scripts stay as they are.
 */
export function latexText(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replace(/[\\{}~^<>|#$%&_]/g, (sign) => SIGNS[sign] ?? `\\${sign}`)
    .replace(/-(?=-)|[?!](?=`)|`(?=`)|'(?=')/g, "$&{}");
}

/** An address or an id, which programs take as it is: what would end the field or begin a command is percent-encoded. */
export function verbatim(text: string): string {
  return text.replace(/[\\{}\s]/g, (sign) => encodeURIComponent(sign));
}

// By name: an escaped brace counts as a brace for BibTeX.
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
