import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutText, readableText, titleKey } from "../../src/papers/text.ts";

describe("readableText", () => {
  test.each([
    // HTML
    ["Bees &amp; wasps", "Bees & wasps"],
    ["a &amp;lt; b", "a < b"],
    ["caf&eacute; &#x2019;n&#39; &nbsp;bar", "café ’n' bar"],
    ["AT&T &unknown; R&D", "AT&T &unknown; R&D"],
    ["<p>One.</p><p>Two.</p>", "One. Two."],
    ["<jats:p>We <i>show</i> <a href='https://x.org'>bees</a>.<br/>So.</jats:p>", "We show bees. So."],
    ["H<sub>2</sub>O at 10<sup>-3</sup>", "H₂O at 10⁻³"],
    ["a<!-- hidden --> b <![CDATA[c]]>", "a b c"],
    ["tokens <think>, <image> and </s> stay", "tokens <think>, <image> and </s> stay"],
    ["x < y and p<b and c>d", "x < y and p<b and c>d"],
    // formulas
    [String.raw`$\alpha$-divergence`, "α-divergence"],
    ["$n^2$ and $n^{10}$", "n² and n¹⁰"],
    [String.raw`$O(n \log n)$ and $O(n\log n)$`, "O(n log n) and O(n log n)"],
    ["$10^{-3}$, 10^{-3}", "10⁻³, 10⁻³"],
    ["$M^3$ViT", "M³ViT"],
    ["MoS$_2$ and $x_{ij}$", "MoS₂ and xᵢⱼ"],
    [String.raw`\(x^2\) and \[y\] and $$z$$`, "x² and y and z"],
    [String.raw`$\mathcal{O}(n)$ in $\mathbb{R}^{2k}$`, "O(n) in ℝ²ᵏ"],
    [String.raw`$\frac{a}{b}$, $\frac{a+1}{b}$, $\sqrt{n}$, $\sqrt{n+1}$`, "a/b, (a+1)/b, √n, √(n+1)"],
    [String.raw`$x\in X$, $x \leq 3$, $\geq 90\%$, $\geq$5`, "x ∈ X, x ≤ 3, ≥ 90%, ≥5"],
    [String.raw`$2\times2$ and $k\times k$`, "2×2 and k×k"],
    [String.raw`$\{0,1\}^n$`, "{0,1}ⁿ"],
    [String.raw`360$^\circ$ SGG-R$^{\rm 3}$`, "360° SGG-R³"],
    [String.raw`$\tilde{O}(n)$ and $\hat{x}$`, "Õ(n) and x̂"],
    [String.raw`$A_\theta$ and $e^{\psi+1}$`, "A_θ and e^(ψ+1)"],
    [String.raw`$x \not\in A$ and $\not= b$`, "x ∉ A and ≠ b"],
    ["$<$1M, $+$7.5% and $ T $", "<1M, +7.5% and T"],
    [String.raw`\unicode{x2014}, \unicode{1.5}.`, "—, ."],
    // money
    ["$ 5 and $ 10", "$ 5 and $ 10"],
    ["$5 and $10", "$5 and $10"],
    ["costs $5 to $10 million, US$5-$10", "costs $5 to $10 million, US$5-$10"],
    ["$3 per call, $x^2$ calls", "$3 per call, x² calls"],
    [String.raw`\$5 and \$10`, "$5 and $10"],
    // running text
    [String.raw`\textbf{bold}, \emph{so}, {\bf this}, \textit{\texttt{deep}}`, "bold, so, this, deep"],
    [
      String.raw`Caf\'e, \"{o}, Erd\H{o}s, \v{S}ime, \c{c}a, {\'\i}, {\o}re, stra{\ss}e`,
      "Café, ö, Erdős, Šime, ça, í, øre, straße",
    ],
    [String.raw`it\'s and don\'t`, "it's and don't"],
    ["a---b, 3--5, ``quotes''", "a—b, 3–5, “quotes”"],
    ["run --fast", "run --fast"],
    ["models~(LLMs), ~5 ms", "models (LLMs), ~5 ms"],
    [String.raw`50\%, R\&D, a\_b, \#1`, "50%, R&D, a_b, #1"],
    [String.raw`as in \cite{bee}. See~\citep[p.~3]{bee26}, too`, "as in. See, too"],
    [String.raw`\href{https://x.org}{code} \url{https://y.org}`, "code https://y.org"],
    [String.raw`\foo{kept} and \ours too, \eg this`, "kept and ours too, e.g. this"],
    [String.raw`one \\ two\footnote{three}`, "one two (three)"],
    ["{B}ees in {W}ar and {a, b}", "Bees in War and {a, b}"],
    ["x_1, f^2 and `code`", "x_1, f^2 and `code`"],
    ["10{,}000 steps, q{=}0.75, lost} and {lost", "10,000 steps, q=0.75, lost and lost"],
    ["see https://x.org/a--b/~me and a --- b", "see https://x.org/a--b/~me and a — b"],
    // characters
    ["  one\n  two\tthree\u00a0four ", "one two three four"],
    ["a\u0000b\u001b[31mc\u202ed\u200be\ud800f", "ab[31mcdef"],
    ["e\u0301", "é"],
    ["नमस्ते 你好 👩‍🔬", "नमस्ते 你好 👩‍🔬"],
    ["", ""],
  ])("%j reads %j", (raw, readable) => {
    expect(readableText(raw)).toBe(readable);
    expect(readableText(readable)).toBe(readable);
  });

  const markup = fc
    .array(
      fc.oneof(
        fc.constantFrom(..."\\ $ $$ { } ^ _ & ; < > ~ ` ' - -- # ( ) [ ] \\( \\) \n 1 a é".split(" ")),
        fc.constantFrom(
          "\\textbf",
          "\\frac",
          "\\alpha",
          "\\in",
          "\\'",
          "\\not",
          "\\cite",
          "\\href",
          "\\log",
          "\\left",
        ),
        fc.constantFrom(
          "&amp",
          "&lt;",
          "&#36;",
          "&bsol;",
          "<b>",
          "</b>",
          "<sub>2</sub>",
          "<!--",
          "-->",
          "<a x='",
        ),
        fc.string({ unit: "binary", maxLength: 3 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(""));

  test("is idempotent for any text", () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: "binary" })), (raw) => {
        const once = readableText(raw);
        // Braces that were escaped would be taken for LaTeX's own.
        if (!/[{}]/.test(once)) expect(readableText(once)).toBe(once);
        expect(once).toBe(once.normalize("NFC").trim());
        expect(once).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|\s\s/u);
      }),
      { numRuns: 5000 },
    );
  });

  // A quadratic scan would take minutes here and run into the test's time limit.
  test.each([
    "$",
    "$x ",
    "$$\\\\",
    "{",
    "}",
    "\\",
    "\\(",
    "\\textbf{",
    "\\frac",
    "\\hat",
    "\\cite{x}",
    "\\a[",
    "&amp;",
    "&",
    "amp;",
    "<",
    "<b ",
    "<a x=",
    "<!--",
    "<sub>",
    "^{",
    "--",
    "``",
    "'",
    "~",
    " ",
    "\u0301",
    "$1 a",
  ])(
    "reads a quarter of a megabyte of %j",
    (piece) => {
      expect(readableText(`&${piece.repeat(250_000 / piece.length)}`).length).toBeLessThanOrEqual(250_001);
    },
    // Linear work takes a second at most; sixty billion steps, as by the square of the length, would not be done in ten.
    10_000,
  );
});

describe("titleKey", () => {
  test.each([
    ["M^3ViT", "M³ViT"],
    ["M^3ViT", "M3ViT"],
    ["$M^3$ViT", "M3ViT"],
    ["Pay-per Bee", "pay per bee"],
    ["Bees: A  Survey.", "bees a survey"],
    [String.raw`Erd\H{o}s Bees`, "Erdos bees"],
    ["Ångström Straße", "Angstrom strasse"],
    [String.raw`$\alpha$-Bees`, "α bees"],
    ["2×2 Hives", "2x2 hives"],
    ["Bees &amp; Wasps", "Bees, Wasps"],
    ["ﬁne “bees”", 'Fine "Bees"'],
    ["İstanbul Bees", "istanbul bees"],
  ])("%j is %j", (one, other) => {
    expect(titleKey(one)).toBe(titleKey(other));
  });

  test.each([
    ["Bees 2", "Bees 3"],
    ["学习蜜蜂", "学习黄蜂"],
    ["किताब", "कताब"],
    ["???", "!!!"],
  ])("%j is not %j", (one, other) => {
    expect(titleKey(one)).not.toBe(titleKey(other));
  });

  test("reading a title first makes no difference", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        expect(titleKey(readableText(title))).toBe(titleKey(title));
      }),
    );
  });
});

describe("cutText", () => {
  test("keeps what fits and never halves a character", () => {
    expect(cutText("bees", 4)).toBe("bees");
    expect(cutText("bumblebees", 4)).toBe("bum…");
    expect(cutText("ab🐝cd", 4)).toBe("ab…");
  });
});
