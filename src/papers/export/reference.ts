import { arxivMonth, paperUrl } from "../identifier.ts";
import type { Name, Paper, PublicationType } from "../paper.ts";
import { saidName } from "./said-name.ts";

/** A paper and the key by which texts cite it: small letters and digits. */
export interface Cited {
  readonly key: string;
  readonly paper: Paper;
}

/**
 * The date to cite, as exact as is known: the publication's own, else the year that its venue names ("NeurIPS 2024"), as the date that
 * is known may be the preprint's; arXiv's ids tell the month.
 */
export function dateOf({ id, published, venue, publication }: Paper): string | undefined {
  if (publication?.date !== undefined) return publication.date;
  const date = published ?? arxivMonth(id);
  const year = yearOf(venue ?? "", date);
  if (year === undefined) return date;
  return date?.startsWith(year) && !id.startsWith("arxiv:") ? date : year;
}

// A year far from the paper's own is a part of the name ("Agenda 2030").
function yearOf(venue: string, date: string | undefined): string | undefined {
  const years = new Set(venue.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  const [year] = years;
  const distance = Number(year) - Number((date ?? year)?.slice(0, 4));
  return years.size === 1 && Math.abs(distance) <= 4 ? year : undefined;
}

/** The type of the work; if no source says it, guessed from the venue. */
export function typeOf({ id, venue, publication }: Paper): PublicationType {
  if (publication?.type !== undefined) return publication.type;
  if (venue === undefined) return /^(?:arxiv:|doi:10\.1101\/)/.test(id) ? "preprint" : "misc";
  const isMeeting =
    /\b(?:conference|proceedings|proc\.|workshop|symposium)\b|\b(?:19|20)\d\d$/i.test(venue) &&
    !/^proc(?:eedings|\.) of the (?:\w+ )?(?:national academy|academy|royal society|ieee$|society|american)/i.test(
      venue,
    );
  return isMeeting ? "inproceedings" : "article";
}

/** The authors' names in parts: as a source gives them, or else guessed from the full names. */
export function namesOf({ authors, names }: Paper): readonly Name[] {
  return names?.length === authors.length ? names : authors.map(saidName);
}

/** Whether there are more authors than the paper lists. */
export function hasOthers({ authors, authorsCount = 0 }: Paper): boolean {
  return authorsCount > authors.length && authors.length > 0;
}

/** The paper's page: its source's own, or else the published work's. */
export function urlOf(paper: Paper): string | undefined {
  const { doi } = idsOf(paper);
  return paper.url ?? paperUrl(doi === undefined ? paper.id : `doi:${doi}`);
}

/** The DOI and the arXiv id of a paper, whichever is its main id. */
export function idsOf({ id, otherIds = [] }: Paper): { readonly doi?: string; readonly arxiv?: string } {
  const named = (scheme: string) =>
    [id, ...otherIds].find((one) => one.startsWith(scheme))?.slice(scheme.length);
  const [doi, arxiv] = [named("doi:"), named("arxiv:")];
  return { ...(doi !== undefined && { doi }), ...(arxiv !== undefined && { arxiv }) };
}
