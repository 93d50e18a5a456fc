import type { z } from "zod";
import { cleanText } from "./clean-text.ts";
import { defined } from "./defined.ts";
import { exactDate } from "./exact-date.ts";
import { foundPublication, type PublicationDraft } from "./found-publication.ts";
import { isSafeLink, paperSchema } from "./paper.ts";
import { cleanName, displayName } from "./person-name.ts";
import { cutText } from "./text.ts";

/** A paper as a file or a source describes it: the id may be unknown, the title never is. */
export const foundPaperSchema = paperSchema.extend({ id: paperSchema.shape.id.optional() });
export type FoundPaper = Readonly<z.output<typeof foundPaperSchema>>;

/** Fields that are copied as they are. All others are made here, within the schema's bounds: a test compares the two. */
const CHECKED = foundPaperSchema.pick({ id: true, authorsCount: true, upvotes: true, otherIds: true });
type Checked = z.output<typeof CHECKED>;

/** Whether the schema would take these, as it does nearly always; to ask it takes as long as to make the rest of a paper. */
function areSound({ id, authorsCount, upvotes, otherIds }: Checked): boolean {
  const isId = (text: unknown) => typeof text === "string" && text.length >= 3 && text.length <= 300;
  return (
    (id === undefined || isId(id)) &&
    (authorsCount === undefined || Number.isSafeInteger(authorsCount)) &&
    upvotes === undefined &&
    (otherIds === undefined || otherIds.every(isId))
  );
}

const MOST_AUTHORS = 5000;

/** The raw fields before cleaning: perhaps too long, perhaps missing. */
export type Draft = {
  readonly [Field in Exclude<keyof FoundPaper, "publication">]?: FoundPaper[Field] | undefined;
} & { readonly publication?: PublicationDraft | undefined };

/**
 * The draft with readable texts, over-long texts and lists cut to the schema's bounds, and unusable links and dates
 * left out. Returns a string with the reason if there is no paper in it.
 */
export function foundPaper(draft: Draft): FoundPaper | string {
  const title = cleanText(draft.title, "title", 2000);
  if (title === undefined) return "no title";
  const { authors, names } = authorsOf(draft);
  const listed = (draft.names ?? draft.authors)?.length ?? 0;
  const authorsCount = draft.authorsCount ?? (listed > MOST_AUTHORS ? listed : 0);
  const publication = foundPublication(draft.publication, title);
  const copied: Checked = {
    id: draft.id,
    authorsCount: authorsCount > authors.length ? authorsCount : undefined,
    upvotes: draft.upvotes,
    otherIds: otherIdsOf(draft),
  };
  const checked = areSound(copied) ? undefined : CHECKED.safeParse(defined(copied));
  if (checked === undefined || checked.success) {
    const { id, authorsCount, upvotes, otherIds } = checked?.data ?? copied;
    return defined({
      id,
      title,
      abstract: cleanText(draft.abstract, "abstract", 20_000),
      summary: cleanText(draft.summary, "summary", 5000),
      keywords: texts(draft.keywords, 50, 200),
      authors,
      authorsCount,
      published: draft.published === undefined ? undefined : exactDate(draft.published),
      categories: texts(draft.categories, 50, 100),
      venue: cleanText(draft.venue, "name", 300),
      url: link(draft.url),
      codeUrl: link(draft.codeUrl),
      upvotes,
      otherIds,
      names,
      publication,
    });
  }
  const [problem] = checked.error.issues;
  return `${problem?.path.join(".") ?? "paper"}: ${problem?.message ?? "not valid"}`;
}

/** The authors' names as text; where they come in parts, those too, one for one. */
function authorsOf({ authors, names }: Draft): Pick<FoundPaper, "authors" | "names"> {
  if (names === undefined || names.length === 0) return { authors: texts(authors, MOST_AUTHORS, 300) };
  const clean = names.slice(0, MOST_AUTHORS).flatMap((name) => cleanName(name) ?? []);
  return { authors: clean.map((name) => cutText(displayName(name), 300)), names: clean };
}

function otherIdsOf({ id, otherIds = [] }: Draft): string[] | undefined {
  const others = [...new Set(otherIds)].filter((other) => other !== id).slice(0, 20);
  return others.length > 0 ? others : undefined;
}

function texts(raw: readonly string[] | undefined, most: number, longest: number): string[] {
  return (raw ?? []).slice(0, most).flatMap((item) => cleanText(item, "name", longest) ?? []);
}

function link(raw: string | undefined): string | undefined {
  // Nearly all hosts of papers serve over https whatever is listed with http.
  const https = raw?.replace(/^http:\/\//i, "https://");
  return https !== undefined && https.length <= 2048 && isSafeLink(https) ? https : undefined;
}
