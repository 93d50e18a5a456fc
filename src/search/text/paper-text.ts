import { fold } from "../../papers/fold.ts";
import type { Paper } from "../../papers/paper.ts";
import { type Word, words } from "./analyze.ts";

/** What is searched of a paper beside its title. */
export function bodyOf(paper: Paper): string {
  const { abstract = "", summary = "", keywords } = paper;
  // A line break keeps the last word of one part from being joined with the first of the next.
  return [abstract, summary, keywords.join("\n")].filter((part) => part !== "").join("\n");
}

/** A title's words, folded and with single spaces: the form in which titles are compared and completed. */
export function foldTitle(title: string): string {
  return fold(title)
    .replace(/[^\p{L}\p{N}+#]+/gu, " ")
    .trim();
}

/** Whether everything that is indexed of two papers is the same. */
export function isSameText(a: Paper, b: Paper): boolean {
  return (
    a.title === b.title &&
    bodyOf(a) === bodyOf(b) &&
    isSameList(a.keywords, b.keywords) &&
    isSameList(a.authors, b.authors)
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

/** The words of a paper's parts. */
interface PaperWords {
  readonly title: readonly Word[];
  /** Of all text but the title. */
  readonly body: readonly Word[];
  /** The last words of the body. */
  readonly keywords: readonly Word[];
}

/** The same for the same paper, always: indexes rely on it to take back what they filed. */
export function wordsOf(paper: Paper): PaperWords {
  const { title, abstract = "", summary = "", keywords } = paper;
  const named = words(keywords.join("\n"));
  return { title: words(title), body: [...words(`${abstract}\n${summary}`), ...named], keywords: named };
}

/** How often each term occurs; stop words are left out. */
export function countTerms(...texts: readonly (readonly Word[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { term, stop } of text) if (!stop) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}
