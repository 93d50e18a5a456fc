import { expect, test } from "vitest";
import { readableText } from "../../src/papers/text.ts";

const tex = String.raw;

test.each([
  // Web of Science, Scopus
  ["H<inf>2</inf>O and CO<INF>2</INF>", "H₂O and CO₂"],
  ["CO&lt;inf&gt;2&lt;/inf&gt; in <i>Apis</i>", "CO₂ in Apis"],
  ["of <sc>l</sc>-toys and <scp>DNA</scp>", "of l-toys and DNA"],
  // JATS and IEEE
  ["<italic>Apis</italic> and <bold>bees</bold> at 10<sup><italic>n</italic></sup>", "Apis and bees at 10ⁿ"],
  [
    tex`of <inline-formula><tex-math notation="LaTeX">$\ell_1$</tex-math></inline-formula> norm`,
    "of ℓ₁ norm",
  ],
  ["<title>Aim</title><p>We look.</p><sec>So.</sec>", "Aim We look. So."],
  ["see <xref ref-type='bibr'>3</xref>", "see 3"],
  [
    tex`at <jats:inline-formula><jats:alternatives><jats:tex-math>\documentclass[12pt]{minimal} \usepackage{amsmath} \begin{document}$$\alpha$$\end{document}</jats:tex-math><mml:math><mml:mi>α</mml:mi></mml:math></jats:alternatives></jats:inline-formula> rest`,
    "at α rest",
  ],
  // Tokens of this field
  ["the tokens <title>, <bold> and <math> stay", "the tokens <title>, <bold> and <math> stay"],
])("%j reads %j", (raw, text) => {
  expect(readableText(raw)).toBe(text);
  expect(readableText(text)).toBe(text);
});

test.each(["</tex-math><math", "\\documentclass", "<italic>", "<inf>", "</tex-math> <math>math>"])(
  "reads a megabyte of %j",
  (piece) => {
    expect(readableText(`&${piece.repeat(1_000_000 / piece.length)}`).length).toBeLessThanOrEqual(1_000_001);
  },
);
