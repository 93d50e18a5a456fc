import { latex2unicode } from "unicode2latex";
import { describe, expect, test } from "vitest";
import { symbolTable } from "../../../src/papers/latex/symbol-table.ts";
import { readableText } from "../../../src/papers/text.ts";

const tex = String.raw;

function reads(cases: readonly (readonly [string, string])[]): void {
  test.each(cases)("%j reads %j", (raw, readable) => {
    expect(readableText(raw)).toBe(readable);
    expect(readableText(readable)).toBe(readable);
  });
}

describe("letters", () => {
  reads([
    [tex`{\TH}{\'o}ra and Gu{\dh}r{\'u}n, {\DH}ani, {\th}ing`, "Þóra and Guðrún, Ðani, þing"],
    [tex`{\DJ}uro and Han{\dj}a of {\NG}aa, ba{\ng}a`, "Đuro and Hanđa of Ŋaa, baŋa"],
    [tex`{\IJ}ssel, {\ij}s, STRA{\SS}E`, "IJssel, ijs, STRAẞE".replace("IJ", "Ĳ").replace("ij", "ĳ")],
    [tex`\O rsted, stra\ss e, \L\'od\'z, K\o benhavn, \AA{}rhus`, "Ørsted, straße, Łódź, København, Århus"],
    [tex`\c c, \v s, \k a, \u g, \H o, \d t, \r u, \b h`, "ç, š, ą, ğ, ő, ṭ, ů, ẖ"],
    [tex`\textcommabelow{s}i and \G{a}`, "și and ȁ"],
    [tex`{\cyrchar\CYRNJE}`, "Њ"],
  ]);
});

describe("accents with an empty group", () => {
  reads([
    [tex`Universit\'{}e, G\"{}odel, Espa\~{}na`, "Université, Gödel, España"],
    [tex`about \~{}5 and 2\^{}10, \~{}ann`, "about ~5 and 2^10, ~ann"],
  ]);
});

describe("symbols of text", () => {
  reads([
    [tex`4{\texttimes}4 at {\textpm}3{\textdegree}C`, "4×4 at ±3°C"],
    [tex`A{\textrightarrow}B, {\textonequarter}, {\textohm}, {\textmho}, {\textnumero}`, "A→B, ¼, Ω, ℧, №"],
    [tex`{\guillemotleft}a{\guillemotright} and \guilsinglleft b\guilsinglright`, "«a» and ‹b›"],
    [tex`wet\slash dry, a{\textperiodcentered}b, {\quotedblbase}c{\textquotedblleft}`, "wet/dry, a·b, „c“"],
    [tex`It\textquotesingle s O\textquotesingle Bee\textquotesingle{}s`, "It's O'Bee's"],
    [tex`\textregistered{} and 5\,\textdegree C`, "® and 5 °C"],
    [tex`z {$\greaterequivlnt$} 3, $\lessequivlnt$`, "z ≳ 3, ≲"],
    [tex`\ding{51} and {\ding{110}}`, "✓ and ■"],
    [tex`of an \textunheardof sign, \textbf nothing`, "of an unheardof sign, nothing"],
    [tex`?${"`"}Qu\'e, !${"`"}s\'i and is it ${"`"}x${"`"}?`, "¿Qué, ¡sí and is it `x`?"],
  ]);
});

describe("formulas that an exporter escaped once more", () => {
  reads([
    [tex`Nests of \${\textbackslash}ell\_2\$ Norm`, "Nests of ℓ₂ Norm"],
    [tex`in \${\textbackslash}mathcal\{O\}(m{\textasciicircum}3)\$`, "in O(m³)"],
    [tex`at \$\textbackslash sqrt\{t\}\$ = 8`, "at √t = 8"],
    [tex`{\$}\backslashsqrt{\{}s{\_}{\{}\backslashrm NN{\}}{\}}{\$}`, "√s_NN"],
    [tex`of \textbackslashLambda\textbackslash Moths`, "of Λ Moths"],
    [tex`\$$\backslash$alpha\$ and {\$}{\textbackslash}beta{\$}`, "α and β"],
    [tex`\textbackslash textit\{Apis\} and $\backslash$emph{\{}Bombus{\}}`, "Apis and Bombus"],
    [tex`$A \backslash B$`, "A ∖ B"],
  ]);
});

describe("braces of the text", () => {
  test.each([
    [tex`Sums over \{set\} systems and \{a, b\}`, "Sums over {set} systems and {a, b}"],
    [tex`Limits of $\{x_i\}_{i=1}^n$ and $\{\pm 1\}$-words`, "Limits of {xᵢ}ᵢ₌₁ⁿ and {±1}-words"],
    [tex`$\left\{ x : x > 0 \right\}$ and $\left\{ y \right.$`, "{ x : x > 0 } and y"],
    [tex`a \textbraceleft set\textbraceright{} of {\textbraceleft}A{\textbraceright}`, "a {set} of {A}"],
    [tex`{\{}set{\}} and $\lbrace1\rbrace$`, "{set} and {1}"],
    // What once protected capitals, in the hands of a program that escaped it; and a formula in such hands.
    [tex`{\{}BERT{\}} for \{B\}ees`, "BERT for Bees"],
    [tex`At \$\textbackslash sqrt\{s\}\$ = 13 TeV`, "At √s = 13 TeV"],
    [tex`Nested {{Groups {of} Bees}} and {3}D`, "Nested Groups of Bees and 3D"],
    [tex`$50\%$ of $a\_b$ \& \#1, \$5 and \_x`, "50% of a_b & #1, $5 and _x"],
    [tex`one \{ alone, another \}`, "one alone, another".replace("alone, another", "{ alone, another }")],
    [tex`one \} alone`, "one alone"],
  ])("%j reads %j", (raw, readable) => {
    expect(readableText(raw)).toBe(readable);
  });
});

describe("conditionals", () => {
  reads([
    [tex`Schr\ifmmode \ddot{o}\else \"{o}\fi{}dinger`, "Schrödinger"],
    [tex`Ku\ifmmode \check{c}\else \v{c}\fi{}a, \ifmmode\pm\else\textpm\fi 3`, "Kuča, ±3"],
    [tex`$x\ifmmode \times \else by \fi y$`, "x×y"],
    [tex`\ifmmode a\ifnum b\else c\fi\else d\fi e`, "de"],
    [tex`never ended \ifmmode a\else b`, "never ended ab"],
  ]);
});

describe("macros of MathSciNet, ADS and publishers", () => {
  reads([
    [tex`Arnol{\cprime}d, Prokof\cprime ev`, "Arnolʹd, Prokofʹev"],
    [tex`\polhk{a}, \udot{a}, \ocirc{u}, \soft{d}, \cftil{o}, {\Dbar}ani`, "ą, ạ, ů, ď, ỗ, Đani"],
    [tex`Type \uppercase\expandafter{\romannumeral 14}`, "Type XIV"],
    [tex`over $\Bbb R^2$ and $\sqrt[3]{n}$`, "over ℝ² and ∛n"],
    [tex`{\ensuremath{\Lambda}}CDM at M$_{\ensuremath{\odot}}$, 3{\micron}`, "ΛCDM at M_⊙, 3µm"],
    [tex`\raisebox{-0.5ex}\textasciitilde 5 of them`, "~5 of them"],
    [tex`a\penalty0 b\hskip 1em plus\kern-.2em c`, "abplusc"],
    [tex`{\bf a}{\it b}`, "ab"],
  ]);
});

test("the file of symbols that is read is the one that unicode2latex exports", () => {
  const { symbols, accents } = symbolTable();
  expect([symbols.get("aleph"), accents.get("tilde")]).toEqual([latex2unicode["\\aleph"], "\u0303"]);
  expect(symbols.size + accents.size).toBeGreaterThan(3000);
});
