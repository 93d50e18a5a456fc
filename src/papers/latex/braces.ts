/**
 * Stand for braces that are part of a text while it is still being read, and plain ones mean groups. The first two are sure; of the others, reference
 * managers made those that once protected capitals.
 */
const [OPEN, CLOSE, MAYBE_OPEN, MAYBE_CLOSE] = ["\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"];

/** What stands for `{` or `}` until the text has been read. */
export function literalBrace(brace: string, isSure: boolean): string {
  if (isSure) return brace === "{" ? OPEN : CLOSE;
  return brace === "{" ? MAYBE_OPEN : MAYBE_CLOSE;
}

/**
 * What LaTeX with the source `source` says, without a brace that has no partner, and without those of `\{BERT\}`. A program that escaped dollars
 * and backslashes as well meant all of them as LaTeX, which is then read once more.
 */
export function withLiteralBraces(text: string, source: string): string {
  if (!LITERAL.test(text)) return text;
  if (/\\\$|backslash/.test(source)) return withBraces(text);
  // A letter or a word with a capital, as people protect it.
  return inPairs(text).replace(WORD, (whole, word: string) => (/\p{Lu}/u.test(word) ? word : whole));
}

/** The text with braces in place of what stood for them. */
export function withBraces(text: string): string {
  return LITERAL.test(text) ? text.replace(/[\ufdd0\ufdd2]/g, "{").replace(/[\ufdd1\ufdd3]/g, "}") : text;
}

function inPairs(text: string): string {
  const out: string[] = [];
  const open: { readonly at: number; readonly brace: string }[] = [];
  for (const char of text) {
    if (char === OPEN || char === MAYBE_OPEN) open.push({ at: out.push("") - 1, brace: char });
    else if (char === CLOSE || char === MAYBE_CLOSE) {
      const partner = open.pop();
      if (partner === undefined) continue;
      out[partner.at] = partner.brace;
      out.push(char);
    } else out.push(char);
  }
  return out.join("");
}

/** Without characters that would be taken for braces. */
export function withoutForeign(text: string): string {
  return LITERAL.test(text) ? text.replace(/[\ufdd0-\ufdd3]/g, "") : text;
}

const LITERAL = /[\ufdd0-\ufdd3]/;

const WORD = /\ufdd2([\p{L}\p{N}-]{1,60})\ufdd3/gu;
