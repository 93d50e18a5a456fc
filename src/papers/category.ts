import { ARXIV_ARCHIVES, ARXIV_FORMER_ARCHIVES } from "../../data/arxiv-categories.ts";
import { ARXIV_CATEGORY_NAMES } from "../../data/arxiv-category-names.ts";
import { editDistance } from "../edit-distance.ts";
import { shorten } from "../shorten.ts";

const CURRENT: readonly string[] = Object.entries(ARXIV_ARCHIVES).flatMap(([archive, subjects]) => [
  archive,
  ...words(subjects).map((subject) => `${archive}.${subject}`),
]);

/** Every archive and category by its small letters, as arXiv writes it. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  [...CURRENT, ...words(ARXIV_FORMER_ARCHIVES)].map((category) => [category.toLowerCase(), category]),
);

const MOST_GUESSES = 3;

/** A category of arXiv, or an archive with everything in it, spelt as arXiv does; undefined if there is none. */
export function readCategory(typed: string): string | undefined {
  return KNOWN.get(typed.trim().toLowerCase());
}

/** Whether new papers still appear under a category: former archives are for searching alone. */
export function isCurrentCategory(typed: string): boolean {
  return CURRENT.includes(readCategory(typed) ?? "");
}

/** Whether somebody most likely means a category: one of arXiv's, or something in one of its archives. */
export function meansCategory(typed: string): boolean {
  const [archive = "", subject] = typed.trim().split(".");
  return (
    readCategory(typed) !== undefined ||
    (/^[a-z-]{2,}$/i.test(subject ?? "") && readCategory(archive) !== undefined)
  );
}

/**
 * Whether it has the form of arXiv's categories, which new ones that this list lacks have too. Classes of ACM and MSC,
 * which records list next to them, don't.
 */
export function hasCategoryForm(text: string): boolean {
  return /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]+)?$/.test(text);
}

/** The current categories with this beginning. */
export function categoriesFrom(start: string): readonly string[] {
  return CURRENT.filter((category) => category.toLowerCase().startsWith(start.toLowerCase()));
}

/** A category, or an archive, and what arXiv calls it. */
export interface NamedCategory {
  readonly category: string;
  readonly name: string;
}

/** arXiv's name of a category or an archive; undefined for any other. */
export function categoryName(category: string): string | undefined {
  return ARXIV_CATEGORY_NAMES[readCategory(category) ?? ""];
}

/** The current categories whose code begins this way, or words of whose names do; those by the code first. */
export function categoriesCalled(start: string): readonly NamedCategory[] {
  const typed = start.trim().toLowerCase();
  const named = CURRENT.map((category) => ({ category, name: categoryName(category) ?? category }));
  const byCode = named.filter(({ category }) => category.toLowerCase().startsWith(typed));
  const byName = named.filter(
    (one) => !byCode.includes(one) && ` ${one.name.toLowerCase()}`.includes(` ${typed}`),
  );
  return [...byCode, ...byName];
}

/** The message for an unknown category: the nearest ones, from its own archive where that exists. */
export function explainCategory(typed: string): string {
  const shown = shorten(typed.trim());
  const guesses = nearestCategories(shown);
  const hint =
    guesses.length > 0
      ? `Did you mean ${guesses.slice(0, -1).join(", ")}${guesses.length > 1 ? " or " : ""}${guesses.at(-1)}?`
      : `The archives are ${Object.keys(ARXIV_ARCHIVES).join(", ")}.`;
  return `“${shown}” is not an arXiv category. ${hint}`;
}

/** The real categories that somebody may have meant, the likeliest first. */
export function nearestCategories(typed: string): readonly string[] {
  const lower = typed.toLowerCase();
  const archive = readCategory(lower.split(".")[0] ?? "");
  const inArchive = CURRENT.filter((category) => archive !== undefined && category.startsWith(`${archive}.`));
  const candidates = inArchive.length > 0 ? inArchive : CURRENT;
  const ranked = candidates
    .map((category) => ({ category, edits: editsTo(category, lower) }))
    // In the right archive, two letters of a subject are all there is to go by.
    .filter(({ category, edits }) => edits <= (inArchive.length > 0 ? 2 : Math.floor(category.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked
    .filter(({ edits }) => edits === ranked[0]?.edits)
    .slice(0, MOST_GUESSES)
    .map(({ category }) => category);
}

/** How much was mistyped. Letters that are all there, in another order, are likelier than one that is wrong. */
function editsTo(category: string, typed: string): number {
  const inOrder = (text: string) => [...text].sort().join("");
  const own = category.toLowerCase();
  return editDistance(typed, own) - (inOrder(own) === inOrder(typed) ? 0.5 : 0);
}

/** Whether a category is the wanted one, or in the wanted archive. */
export function belongsTo(category: string, wanted: string): boolean {
  const [has, wants] = [category.toLowerCase(), wanted.toLowerCase()];
  return has === wants || has.startsWith(`${wants}.`);
}

/** Whether one of a paper's categories is wanted; always, if none are. */
export function isInAny(categories: readonly string[], allWanted: readonly string[]): boolean {
  return (
    allWanted.length === 0 || categories.some((own) => allWanted.some((wanted) => belongsTo(own, wanted)))
  );
}

function words(text: string): readonly string[] {
  return text.split(" ").filter(Boolean);
}
