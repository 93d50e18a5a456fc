import { defined } from "./defined.ts";
import type { Paper, Publication, PublicationType } from "./paper.ts";

/**
 * What two records of one paper say of its publication, as one. The record of the published work goes before that of a preprint, and
 * `known` before `found`; what is missing is filled, unless the two are about different publications (a talk and the article that grew out of it).
 */
export function mergePublications(
  known: Publication | undefined,
  found: Publication | undefined,
  title: string,
): Publication | undefined {
  if (known === undefined || found === undefined) return fitting(known ?? found, title);
  const [first, second] = rank(found.type) > rank(known.type) ? [found, known] : [known, found];
  const isOther = rank(second.type) === PUBLISHED && second.type !== first.type;
  // A preprint's date and number are not those of the journal.
  const isPreprint = rank(second.type) === 1 && rank(first.type) === PUBLISHED;
  const titleParts = [first, second].find((one) => fitting(one, title)?.titleParts)?.titleParts;
  const filled = isOther ? first : { ...(isPreprint ? lasting(second) : second), ...first };
  return fitting(defined({ ...filled, titleParts }), title);
}

/** The names that belong to the longer list of authors: those that come with it, or with an equally long one. */
export function mergeNames(known: Paper, found: Paper): Pick<Paper, "authors" | "names"> {
  const isRicher = found.authors.length === known.authors.length && known.names === undefined;
  const { authors, names } =
    found.authors.length > known.authors.length || (isRicher && found.names !== undefined) ? found : known;
  return defined({ authors, names: names?.length === authors.length ? names : undefined });
}

const PUBLISHED = 2;

function rank(type: PublicationType | undefined): number {
  if (type === undefined || type === "misc" || type === "online") return 0;
  return type === "preprint" || type === "unpublished" ? 1 : PUBLISHED;
}

function lasting({ isbn, issn, pmid, pmcid }: Publication): Publication {
  return defined({ isbn, issn, pmid, pmcid });
}

/** Without parts of another title; undefined if nothing is left. */
function fitting(publication: Publication | undefined, title: string): Publication | undefined {
  if (publication?.titleParts === undefined || publication.titleParts.join("") === title) return publication;
  const { titleParts: _, ...rest } = publication;
  return Object.keys(rest).length > 0 ? rest : undefined;
}
