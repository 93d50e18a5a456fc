// Only elements of real feeds: in abstracts of this field, <think>, <image> or <s> are tokens.
const ELEMENTS =
  "a|abbr|b|big|blockquote|br|center|cite|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|inf|li|ol|p|pre|small|span|strong|sub|sup|" +
  "table|tbody|td|th|thead|tr|tt|u|ul|(?:jats|mml):[a-z-]+|inline-formula|disp-formula|tex-math|named-content|styled-content|" +
  "ext-link|list-item|sans-serif";
const ELEMENT = new RegExp(`^(?:${ELEMENTS})$`, "i");
// Names that may be tokens as well: they are elements of JATS, IEEE and Web of Science only where they are closed.
const IF_CLOSED =
  /^(?:abstract|alternatives|bold|e\d|emph|formula|italic|label|list|math|mfrac|mi|mn|mo|monospace|mover|mrow|msub|msubsup|msup|mtext|munder|roman|sc|scp|sec|tex|title|underline|xref)$/i;
const TAG = /<(\/?)([a-z][a-z\d:-]{0,40})((?:\s|\/)[^<>]*)?>/gi;
const NO_ATTRIBUTES = /^\s{0,5}\/?$/;
const ATTRIBUTES = /^\s[\w:-]+\s?=/;
const SCRIPT = /<(su[bp])>([^<>]{1,40})<\/\1>/gi;
const BLOCK =
  /^(?:blockquote|br|center|d[dlt]|div|h[1-6r]|li|ol|p|pre|t[abdhr].*|ul|title|sec|list|list-item|abstract|jats:(?:p|title|sec|list.*|break))$/i;

/** A text without the tags of HTML, JATS, IEEE and Web of Science, with superscripts and subscripts as LaTeX. */
export function withoutTags(raw: string): string {
  const text = withoutSecondFormulas(withoutComments(raw)).replace(/<!\[CDATA\[|\]\]>/g, "");
  const closed = new Map<string, boolean>();
  const isClosed = (name: string) => {
    const known = closed.get(name) ?? text.includes(`</${name}>`);
    closed.set(name, known);
    return known;
  };
  const strip = (source: string, isKept: (name: string) => boolean) =>
    source.replace(TAG, (tag, slash: string, name: string, rest = "") => {
      const isTag = NO_ATTRIBUTES.test(rest) || (slash === "" && ATTRIBUTES.test(rest));
      if (!isTag || isKept(name) || !(ELEMENT.test(name) || (IF_CLOSED.test(name) && isClosed(name))))
        return tag;
      return BLOCK.test(name) ? " " : "";
    });
  const scripts = strip(text.replace(/<(\/?)inf>/gi, "<$1sub>"), (name) => /^su[bp]$/i.test(name));
  const formulas = scripts.replace(
    SCRIPT,
    (_, kind: string, body: string) => `$${kind.toLowerCase() === "sub" ? "_" : "^"}{${body}}$`,
  );
  return strip(formulas, () => false);
}

/** A formula's LaTeX without the document that publishers wrap around it. */
export function withoutPreambles(text: string): string {
  return text.includes("\\documentclass")
    ? text.replace(/\\documentclass[^$]{0,1500}?\\begin\{document\}|\\end\{document\}/g, "")
    : text;
}

// Publishers give a formula twice, in LaTeX and in MathML: the first is enough.
function withoutSecondFormulas(text: string): string {
  let out = "";
  let at = 0;
  for (const { 0: opening, index } of text.matchAll(/<\/(?:jats:)?tex-math>\s{0,20}<(?:mml:)?math\b/gi)) {
    if (index < at) continue;
    const end = text.indexOf("math>", index + opening.length);
    if (end < 0) break;
    out += text.slice(at, index);
    at = end + "math>".length;
  }
  return out + text.slice(at);
}

function withoutComments(text: string): string {
  let out = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("<!--", at);
    const end = start < 0 ? -1 : text.indexOf("-->", start);
    if (end < 0) return out + text.slice(at);
    out += text.slice(at, start);
    at = end + 3;
  }
}
