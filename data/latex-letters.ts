/**
 * Letters and signs with the LaTeX that sets them: a letter, then its command, then a space. From the table of
 * unicode2latex 7.0.33 (ISC): of its 2,225, those that pdfTeX sets without a package (T1 fonts, LaTeX of 2022), and that the
 * importers read back as the same letter. Letters with accents are put together from these; what pdfTeX sets as it stands and pandoc
 * does not know by its command (Đ, þ, €, †) is left out.
 */
export const TEXT_LETTERS = String.raw`
  Æ\AE Ø\O ß\ss æ\ae ø\o ı\i Ł\L ł\l Œ\OE œ\oe ʰ\textsuperscript{h} ʲ\textsuperscript{j}
  ʳ\textsuperscript{r} ʷ\textsuperscript{w} ʸ\textsuperscript{y} ˡ\textsuperscript{l} ˢ\textsuperscript{s}
  ˣ\textsuperscript{x} ᴬ\textsuperscript{A} ᵃ\textsuperscript{a} ᵇ\textsuperscript{b} ᵈ\textsuperscript{d}
  ᵉ\textsuperscript{e} ᵍ\textsuperscript{g} ᵏ\textsuperscript{k} ᵐ\textsuperscript{m} ᵒ\textsuperscript{o}
  ᵖ\textsuperscript{p} ᵗ\textsuperscript{t} ᵘ\textsuperscript{u} ᵛ\textsuperscript{v} ᶜ\textsuperscript{c}
  ᶠ\textsuperscript{f} ᶻ\textsuperscript{z} ⁱ\textsuperscript{i} ₐ\textsubscript{a} ₑ\textsubscript{e}
  ₒ\textsubscript{o} ₓ\textsubscript{x} ₕ\textsubscript{h} ₖ\textsubscript{k} ₗ\textsubscript{l}
  ₘ\textsubscript{m} ₙ\textsubscript{n} ₚ\textsubscript{p} ₛ\textsubscript{s} ₜ\textsubscript{t}
`;

/** The same for what has to stand in a formula. Double-struck letters, for which LaTeX needs a package, are bold ones, and come back so; ϕ and ϵ come back as φ and ε. */
export const MATH_LETTERS = String.raw`
  ¬\neg °^\circ ±\pm ²^{2} ³^{3} ·\cdot ¹^{1} ×\times ÷\div ȷ\jmath Γ\Gamma Δ\Delta Θ\Theta Λ\Lambda Ξ\Xi
  Π\Pi Σ\Sigma Υ\Upsilon Φ\Phi Ψ\Psi Ω\Omega α\alpha β\beta γ\gamma δ\delta ε\varepsilon ζ\zeta η\eta
  θ\theta ι\iota κ\kappa λ\lambda μ\mu ν\nu ξ\xi π\pi ρ\rho ς\varsigma σ\sigma τ\tau υ\upsilon φ\varphi
  χ\chi ψ\psi ω\omega ϑ\vartheta ϕ\phi ϖ\varpi ϱ\varrho ϵ\epsilon •\bullet ′\prime ⁰^{0} ⁴^{4} ⁵^{5} ⁶^{6}
  ⁷^{7} ⁸^{8} ⁹^{9} ⁺^{+} ⁻^{-} ⁼^{=} ⁽^{(} ⁾^{)} ⁿ^{n} ₀_{0} ₁_{1} ₂_{2} ₃_{3} ₄_{4} ₅_{5} ₆_{6} ₇_{7}
  ₈_{8} ₉_{9} ₊_{+} ₋_{-} ₌_{=} ₍_{(} ₎_{)} ℂ\mathbf{C} ℍ\mathbf{H} ℏ\hbar ℑ\Im ℓ\ell ℕ\mathbf{N} ℘\wp
  ℙ\mathbf{P} ℚ\mathbf{Q} ℜ\Re ℝ\mathbf{R} ℤ\mathbf{Z} ℵ\aleph ↑\uparrow →\rightarrow ↔\leftrightarrow
  ↕\updownarrow ↖\nwarrow ↗\nearrow ↘\searrow ↙\swarrow ↦\mapsto ↩\hookleftarrow ↪\hookrightarrow
  ↼\leftharpoonup ↽\leftharpoondown ⇀\rightharpoonup ⇌\rightleftharpoons ⇐\Leftarrow ⇑\Uparrow
  ⇒\Rightarrow ⇓\Downarrow ⇔\Leftrightarrow ⇕\Updownarrow ∀\forall ∂\partial ∃\exists ∅\emptyset ∇\nabla
  ∈\in ∉\notin ∋\ni ∏\prod ∐\coprod ∑\sum ∓\mp ∘\circ √\surd ∝\propto ∞\infty ∠\angle ∣\mid
  ∥\parallel ∧\wedge ∨\vee ∩\cap ∪\cup ∫\int ∮\oint ∼\sim ≀\wr ≃\simeq ≅\cong ≈\approx ≍\asymp ≐\doteq
  ≠\neq ≡\equiv ≤\leq ≥\geq ≪\ll ≫\gg ≺\prec ≻\succ ⊂\subset ⊃\supset ⊆\subseteq ⊇\supseteq ⊎\uplus
  ⊑\sqsubseteq ⊒\sqsupseteq ⊓\sqcap ⊔\sqcup ⊕\oplus ⊖\ominus ⊗\otimes ⊘\oslash ⊙\odot ⊢\vdash ⊣\dashv
  ⊤\top ⊥\perp ⊨\models ⋀\bigwedge ⋁\bigvee ⋂\bigcap ⋃\bigcup ⋆\star ⋈\bowtie ⋮\vdots ⋯\cdots ⋱\ddots
  ⌈\lceil ⌉\rceil ⌊\lfloor ⌋\rfloor ⌢\frown ⌣\smile ⎰\lmoustache ⎱\rmoustache ▽\bigtriangledown
  ♡\heartsuit ♢\diamondsuit ♣\clubsuit ♭\flat ♮\natural ♯\sharp ⟨\langle ⟩\rangle ⟮\lgroup ⟯\rgroup
  ⟵\longleftarrow ⟷\longleftrightarrow ⟸\Longleftarrow ⟹\Longrightarrow
  ⟺\Longleftrightarrow ⟼\longmapsto ⨀\bigodot ⨁\bigoplus ⨂\bigotimes ⨿\amalg ⪯\preceq ⪰\succeq 𝔼\mathbf{E}
  𝕊\mathbf{S}
`;
