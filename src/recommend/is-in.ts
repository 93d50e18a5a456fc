import type { Paper } from "../papers/paper.ts";

/** Whether a paper is in one of these categories, or groups of them; always, if none are given. */
export function isIn(paper: Paper, categories: readonly string[]): boolean {
  if (categories.length === 0) return true;
  return paper.categories.some((own) =>
    categories.some((wanted) => {
      const [has, wants] = [own.toLowerCase(), wanted.toLowerCase()];
      return has === wants || has.startsWith(`${wants}.`);
    }),
  );
}
