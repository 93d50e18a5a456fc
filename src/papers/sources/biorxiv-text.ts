/**
 * An abstract or a title as bioRxiv's interface exports it, without the signs of its typesetting: `O_ST_ABSMethodsC_ST_ABS` around
 * headings, figures and their links, lists, small capitals, and Greek letters by name (`TGF[beta]`).
 */
export function withoutTypesetting(text: string): string {
  return withoutParts(text)
    .replace(/AO_SCPLOW(\w{1,40}?)C_SCPLOW/g, (_, rest: string) => `\nA${rest}\n`)
    .replace(/O_SCPLOW(.{0,200}?)C_SCPLOW/gs, "$1")
    .replace(/O_ST_ABS(.{0,100}?)C_ST_ABS/gs, (_, heading: string) => `\n${heading}\n`)
    .replace(/[OCM]_(?:LI|OL|UL|ST_ABS|SCPLOW|SCCAP|QD|DISPLAY|INLINE)/g, " ")
    .replace(/[{[]([a-z]{2,7}|->|~|[<>]=|\+-|[≤≥±×≈−])[}\]]/g, (sign, name: string) =>
      name.length === 1 ? name : (SIGNS.get(name) ?? sign),
    )
    .replace(
      HEADINGS,
      (_, before: string, heading: string) => `${before}${isAbstract(heading) ? "" : `${heading}: `}`,
    )
    .trim();
}

const PARTS = ["FIG", "TBL", "TEXTBOX", "FLOATNOTE", "INLINEFIG", "SCHEME", "VIDEO"];

// Figures and tables with all that is in them; one that is not closed reaches to the end of its paragraph.
function withoutParts(text: string): string {
  let out = text;
  for (const part of PARTS) {
    const pieces = out.split(`O_${part}`);
    const [start = "", ...rest] = pieces;
    if (rest.length === 0) continue;
    const kept = rest.map((piece) => {
      const end = piece.indexOf(`C_${part}`);
      if (end >= 0) return piece.slice(end + part.length + 2);
      const paragraph = piece.indexOf("\n\n");
      return paragraph < 0 ? "" : piece.slice(paragraph);
    });
    out = [start, ...kept].join(" ");
  }
  return out;
}

function isAbstract(heading: string): boolean {
  return /^(?:abstract|summary)$/i.test(heading);
}

// A heading is a line of its own by now, or stuck to the first word behind it: "AbstractBees swim".
const NAMES =
  "Abstract|Summary|Background|Introduction|Objectives?|Aims?|Motivation|Purpose|Rationale|Importance|Methods?|" +
  "Materials and Methods|Design|Setting|Participants|Results?|Findings|Discussion|Conclusions?|Interpretation|Significance|Funding|" +
  "Availability|Availability and Implementation|Significance Statement|Author Summary";
const HEADINGS = new RegExp(
  `(^|[.!?)]\\s{0,3}|\\n\\s{0,3})(${NAMES}|${NAMES.toUpperCase()})(?::?\\s{0,2}\\n\\s{0,3}|(?=[A-Z][a-z]{0,20}[ ,]))`,
  "g",
);

const SIGNS: ReadonlyMap<string, string> = new Map(
  (
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ " +
    "upsilon υ phi φ chi χ psi ψ omega ω Delta Δ degrees ° deg ° micro µ times × prime ′ -> → ~ ~ >= ≥ <= ≤ +- ±"
  )
    .match(/\S{1,20} \S{1,3}/g)
    ?.map((pair) => pair.split(" ") as [string, string]),
);
