import type { Corpus } from "../corpus/corpus.ts";
import type { PlannedWord, QueryPlan } from "../query/plan.ts";
import { words } from "../text/analyze.ts";
import { bodyOf } from "../text/paper-text.ts";

/** More words than this are counted, not listed. */
const MOST_LISTED = 6;

interface Explained {
  /** In a line: `Matches “streaming” in the title, “video” in the text; NAS = neural architecture search`. */
  readonly why: string;
  /** What of it a reader of the title would not see: words read otherwise, missing, or in the abstract alone. */
  readonly note?: string;
}

/** Why a paper answers a query. */
export function explainMatch(plan: QueryPlan, doc: number, corpus: Corpus): Explained {
  const { title, text, authors } = corpus;
  const typed = plan.words.filter(({ joined }) => !joined);
  const inTitle = typed.filter(({ term }) => title.has(term, doc));
  const inText = typed.filter(({ term }) => text.has(term, doc) && !title.has(term, doc));
  const inNames = typed.filter(({ term }) => authors.has(term, doc) && !text.has(term, doc));
  const places = [
    ...(inTitle.length > 0 ? [`${list(inTitle)} in the title`] : []),
    ...(inText.length > 0 ? [`${list(inText)} in the text`] : []),
    ...(inNames.length > 0 ? [`${list(inNames)} among the authors`] : []),
  ];
  const corrections = [...inTitle, ...inText, ...inNames].flatMap(({ typed, readAs }) =>
    readAs === undefined ? [] : [`“${typed}” read as “${readAs}”`],
  );
  const reasons = plan.expansions
    .filter(({ term, reason }) => reason !== "" && corpus.text.has(term, doc))
    .map(({ reason }) => reason);
  const matches = places.length > 0 ? [`Matches ${places.join(", ")}`] : [];
  const present = [...inTitle, ...inText, ...inNames];
  const forms = otherForms(
    typed.filter((word) => !present.includes(word)),
    plan,
    doc,
    corpus,
  );
  const missing = typed.filter(
    (word) => !present.includes(word) && !forms.has(word) && !isMeant(word, plan, doc, corpus),
  );
  const notes = [
    inText.length > 0 && inTitle.length === 0 && reasons.length === 0 && "in the abstract only",
    missing.length > 0 && missing.length < typed.length && `without ${list(missing)}`,
  ].filter((note) => note !== false);
  const inForms = [...forms].map(([word, form]) => `“${form}” for “${word.readAs ?? word.typed}”`);
  const told = [...new Set([...corrections, ...reasons, ...inForms])];
  const note = [...told, ...notes].join("; ");
  return { why: [...new Set([...matches, ...told])].join("; "), ...(note !== "" && { note }) };
}

/** The words that a paper has in another form, each with that form as the paper writes it. */
function otherForms(
  missing: readonly PlannedWord[],
  { expansions }: QueryPlan,
  doc: number,
  { text, documents }: Corpus,
): ReadonlyMap<PlannedWord, string> {
  const found = new Map<PlannedWord, string>();
  for (const word of missing) {
    const form = expansions.find(
      ({ term, reason, of }) => of === word.term && reason === "" && text.has(term, doc),
    );
    if (!form) continue;
    const paper = documents.paper(doc);
    const written = words(`${paper.title}\n${bodyOf(paper)}`).find(({ term }) => term === form.term);
    if (written) found.set(word, written.folded);
  }
  return found;
}

/** Whether a paper has all words of what an acronym stands for. */
function isMeant(word: PlannedWord, { expansions }: QueryPlan, doc: number, { text }: Corpus): boolean {
  const meanings = expansions.filter(({ of, reason }) => of === word.term && reason !== "");
  return meanings.some(({ reason }) =>
    meanings.every((other) => other.reason !== reason || text.has(other.term, doc)),
  );
}

function list(planned: readonly PlannedWord[]): string {
  const shown = [...new Set(planned.map(({ typed, readAs }) => readAs ?? typed))];
  const more = shown.length - MOST_LISTED;
  const quoted = shown.slice(0, MOST_LISTED).map((word) => `“${word}”`);
  return more > 0 ? `${quoted.join(", ")} and ${more} more` : quoted.join(", ");
}
