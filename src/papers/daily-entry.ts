import { type Draft, type FoundPaper, foundPaper } from "./found-paper.ts";
import { canonicalId } from "./identifier.ts";
import { field, list, whole } from "./json.ts";

/**
 * One entry of Hugging Face's Daily Papers, as its API and its pages have it: `{ paper: {…}, … }`, or the paper itself.
 * The outer `publishedAt` is not used: it is local time labelled as UTC. Returns a string with the reason if there is
 * no paper in it.
 */
export function paperOfDailyEntry(entry: unknown): FoundPaper | string {
  const inner = typeof entry === "object" && entry !== null && "paper" in entry ? entry.paper : entry;
  const text = (name: string) => field(inner, name) ?? field(entry, name);
  const draft: Draft = {
    id: canonicalId(text("id") ?? ""),
    title: text("title"),
    abstract: text("summary"),
    summary: text("ai_summary"),
    keywords: list(inner, "ai_keywords").filter((keyword) => typeof keyword === "string"),
    authors: list(inner, "authors").flatMap((author) =>
      isHidden(author) ? [] : (field(author, "name") ?? []),
    ),
    published: field(inner, "publishedAt"),
    codeUrl: field(inner, "githubRepo") ?? repositoryAt(field(inner, "projectPage")),
    upvotes: whole(inner, "upvotes"),
  };
  return foundPaper(draft);
}

// Some give their code's address as the project's page.
function repositoryAt(page = ""): string | undefined {
  return /^https?:\/\/(?:www\.)?github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}\/?$/i.test(page) ? page : undefined;
}

function isHidden(author: unknown): boolean {
  return typeof author === "object" && author !== null && "hidden" in author && author.hidden === true;
}
