import { symbolTable } from "./symbol-table.ts";

/** The character that one of the usual symbol commands (without its backslash) stands for. */
export function symbolOf(name: string): string | undefined {
  return SYMBOLS.get(name);
}

/** The character that any of LaTeX's symbol commands stands for, for names that mean nothing else. */
export function rareSymbolOf(name: string): string | undefined {
  return symbolTable().symbols.get(name);
}

/** The character of a command together with its argument: `ding` and `112`. */
export function symbolWith(name: string, argument: string): string | undefined {
  return argument.length <= 8 ? symbolTable().symbols.get(`${name}{${argument}}`) : undefined;
}

/** The combining characters that a command puts on the letter after it: `'` or `polhk`. */
export function accentOf(name: string): string | undefined {
  // The table has names alone, and `\&` is common.
  return ACCENTS.get(name) ?? (/^[a-zA-Z]/.test(name) ? symbolTable().accents.get(name) : undefined);
}

/** Symbols that the table lacks, or has otherwise than readers of titles expect. */
const SYMBOLS: ReadonlyMap<string, string> = pairs(
  "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ " +
    "nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω " +
    "Gamma Γ Delta Δ Theta Θ varTheta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω " +
    "ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ " +
    "neg ¬ lnot ¬ top ⊤ bot ⊥ perp ⊥ angle ∠ triangle △ square □ Box □ checkmark ✓ star ⋆ bullet • dagger † ddagger ‡ " +
    "times × cdot · circ ∘ ast * div ÷ pm ± mp ∓ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ oslash ⊘ wedge ∧ land ∧ vee ∨ lor ∨ " +
    "cap ∩ cup ∪ setminus ∖ sum ∑ prod ∏ int ∫ bigcup ⋃ bigcap ⋂ bigoplus ⨁ sharp ♯ flat ♭ natural ♮ " +
    "langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ Vert ‖ lVert ‖ rVert ‖ vert | lvert | rvert | lbrace { rbrace } " +
    "ldots … dots … cdots ⋯ vdots ⋮ textellipsis … prime ′ degree ° textdegree ° textmu µ textpertenthousand ‱ " +
    "uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ " +
    "textemdash — textendash – textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” " +
    "textregistered ® circledR ® texttrademark ™ copyright © textcopyright © pounds £ pound £ euro € S § P ¶ " +
    "textasciitilde ~ textasciicircum ^ textunderscore _ textdollar $ textpercent % percent % textbar | textbraceleft { textbraceright } textless < textgreater > " +
    "LaTeX LaTeX TeX TeX eg e.g. ie i.e. etc etc. etal et\u00a0al. colon : lbrack [ rbrack ] backslash ∖ imath ı jmath ȷ " +
    "textquotesingle ' textquotedbl \" lq ‘ rq ’ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq › quotedblbase „ textquotestraightbase ‚ textquotestraightdblbase „ slash / " +
    "textperiodcentered · textlangle ⟨ textrangle ⟩ textminus − texttwelveudash — textthreequartersemdash — textdblhyphen ⹀ " +
    "textopenbullet ◦ textpilcrow ¶ textlquill ⁅ textrquill ⁆ textlbrackdbl ⟦ textrbrackdbl ⟧ textguarani ₲ textcopyleft 🄯 " +
    "textcentoldstyle ¢ textdollaroldstyle $ textborn ⋆ textdied † textmarried ⚭ textdivorced ⚮ textleaf 🙰 textzerooldstyle 0 " +
    "texttildelow ~ textasciigrave ` textgravedbl ˵ textacutedbl ˝ dag † ddag ‡ dashleftarrow ⇠ SS ẞ thorn þ Thorn Þ edh ð Eth Ð eth ð " +
    "textcrd đ dbar đ Dbar Đ cprime ʹ cdprime ʺ cydot · micron µm arcsec ″ arcmin ′ arcdeg ° degr ° sun ☉ Sun ☉ officialeuro € EUR € " +
    "omicron ο textomega ω textgamma γ textpmhg ƕ " +
    "textpm ± texttimes × nobreakspace \u00a0",
);

/** Relations and arrows: set off by spaces when something stands on both sides. */
export const RELATIONS: ReadonlyMap<string, string> = pairs(
  "in ∈ notin ∉ ni ∋ le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ll ≪ gg ≫ lt < gt > ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ " +
    "cong ≅ equiv ≡ propto ∝ asymp ≍ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ subseteq ⊆ supset ⊃ " +
    "supseteq ⊇ mid ∣ parallel ∥ models ⊨ vdash ⊢ coloneqq ≔ triangleq ≜ to → rightarrow → longrightarrow → leftarrow ← " +
    "gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔ mapsto ↦ hookrightarrow ↪ " +
    "nrightarrow ↛ rightsquigarrow ⇝ leadsto ⇝ xrightarrow →",
);

/** Operators that are written as words. */
export const OPERATORS: ReadonlySet<string> = words(
  "log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan max min sup inf lim limsup liminf arg argmax argmin " +
    "det dim ker rank tr Pr gcd lcm deg mod bmod poly polylog sgn sign hom softmax",
);

// Letters and signs that are accents, and those of formulas and of MathSciNet.
const ACCENTS: ReadonlyMap<string, string> = pairs(
  "' \u0301 ` \u0300 ^ \u0302 \" \u0308 ~ \u0303 = \u0304 . \u0307 c \u0327 v \u030c u \u0306 H \u030b k \u0328 d \u0323 " +
    "b \u0331 r \u030a hat \u0302 widehat \u0302 tilde \u0303 widetilde \u0303 bar \u0304 overline \u0304 vec \u20d7 dot \u0307 " +
    "ddot \u0308 check \u030c acute \u0301 grave \u0300 breve \u0306 mathring \u030a t \u0361 G \u030f f \u0311 U \u030e " +
    "polhk \u0328 udot \u0323 ocirc \u030a soft \u030c cftil \u0302\u0303 lfhook \u0326 textcommabelow \u0326",
);

/** Commands that go away together with their argument. */
export const IGNORED_WITH_ARGUMENT: ReadonlySet<string> = words(
  "cite citep citet citealp citealt citeauthor citeyear citenum parencite textcite autocite footcite nocite ref eqref autoref " +
    "cref Cref pageref label vspace hspace begin end color includegraphics bibliography bibliographystyle thanks phantom " +
    "footnotemark setlength pagestyle input",
);

/** Commands that only set the look of what follows. */
export const SILENT: ReadonlySet<string> = words(
  "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bf it em rm tt sc sf sl cal bfseries " +
    "itshape scshape ttfamily sffamily rmfamily upshape mdseries normalfont boldmath unboldmath displaystyle textstyle " +
    "scriptstyle limits nolimits noindent tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge " +
    "centering protect relax strut nonumber smash leavevmode expandafter cyrchar germ scr ssf",
);

/** Commands that leave nothing, and are no part of what follows them either. */
export const EMPTY: ReadonlySet<string> = words("xspace null hfill vfill allowbreak nobreak");

/** Commands that stand for a space. */
export const SPACES: ReadonlySet<string> = words(
  "quad qquad enspace thinspace space par newline linebreak item and smallskip medskip bigskip newpage",
);

/** Commands whose first argument is about the look or the target, and whose second is the text. */
export const SECOND_ARGUMENT: ReadonlySet<string> = words(
  "href textcolor hyperlink hyperref colorbox texorpdfstring raisebox scalebox resizebox fontsize",
);

/** Letters of `\mathbb` that have a character of their own in the basic plane. */
export const BLACKBOARD: ReadonlyMap<string, string> = pairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ");

export const SUPERSCRIPTS: ReadonlyMap<string, string> = aligned(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘⊤*′†−",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°ᵀ*′†⁻",
);

export const SUBSCRIPTS: ReadonlyMap<string, string> = aligned(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ−",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋",
);

/** Symbols of running text, which take the space after them as TeX does: `Stra\ss e`. */
export function isTextSymbol(name: string): boolean {
  return name.startsWith("text") || TEXT_SYMBOLS.has(name);
}

const TEXT_SYMBOLS: ReadonlySet<string> = words(
  "glqq grqq glq grq flqq frqq flq frq ss SS o O l L ae AE oe OE aa AA i j dh DH th TH dj DJ ng NG ij IJ dbar Dbar thorn Thorn edh eth Eth cprime cdprime cydot lq rq " +
    "quotesinglbase quotedblbase guilsinglleft guilsinglright guillemotleft guillemotright guillemetleft guillemetright S P slash",
);

function pairs(table: string): Map<string, string> {
  const cells = table.split(" ");
  return new Map(cells.flatMap((cell, i) => (i % 2 === 0 ? [[cell, cells[i + 1] ?? ""] as const] : [])));
}

function aligned(from: string, to: string): Map<string, string> {
  const targets = [...to];
  return new Map([...from].map((char, i) => [char, targets[i] ?? ""]));
}

function words(list: string): Set<string> {
  return new Set(list.split(" "));
}
