import { categoriesFrom } from "../../papers/category.ts";
import { fold } from "../../papers/fold.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { words } from "../text/analyze.ts";

/** Of the words that begin so, the commonest so many are looked at for names. */
const NAMES_TRIED = 200;

/** Queries whose last part, `author:hin` or `category:cs.`, is finished with what the library has; undefined if it is neither. */
export function finishFilter(partial: string, limit: number, corpus: Corpus): readonly string[] | undefined {
  const [, before = "", name, begun = ""] =
    /^(.*?(?:^|\s)-?)(author|category):([^\s":]*)$/su.exec(partial.trimStart()) ?? [];
  if (name === undefined) return undefined;
  const values = name === "author" ? names(begun, limit, corpus) : categories(begun, limit, corpus);
  return values.map((value) => `${before}${name}:${value}`);
}

function names(begun: string, limit: number, { vocabulary, authors }: Corpus): readonly string[] {
  if (begun === "") return [];
  return vocabulary
    .startingWith(fold(begun), NAMES_TRIED)
    .map(({ word }) => word)
    .filter((word) => words(word).some(({ term }) => authors.some(term, () => true)))
    .slice(0, limit);
}

function categories(begun: string, limit: number, { documents }: Corpus): readonly string[] {
  const real = categoriesFrom(begun);
  const known: string[] = [];
  for (const category of real) {
    if (known.length === limit) break;
    if (documents.facts.knowsCategory(category)) known.push(category);
  }
  return known.length > 0 ? known : real.slice(0, limit);
}
