import { UserError } from "../../errors.ts";
import { findIds } from "../../papers/identifier.ts";
import { trimEndOf } from "../../trim.ts";
import { idOfKey } from "../citation-key.ts";
import { readableId } from "../paper-card.ts";
import type { Services } from "../services.ts";
import { fetchUnknown } from "./fetch-unknown.ts";

/** A query whose links have been looked at. */
interface QueryWithLinks {
  /** What to search for. */
  readonly query: string;
  /** The papers that it names, in order. */
  readonly ids: readonly string[];
  /** What to say about papers that are not there. */
  readonly missing?: string;
}

/** As many as one answer shows. */
const MOST_NAMED = 10;
/** How many papers with the words of an address are looked at for it. */
const MOST_COMPARED = 30;
const LINK =
  /(?:https?:\/\/|\bwww\.)[^\s<>]+|\b(?:[a-z0-9-]{1,63}\.){1,6}(?:ai|app|be|blog|ch|co|com|de|dev|edu|eu|fr|gov|io|me|net|org|tv|uk|xyz)\/[^\s<>]+/giu;
/** What people write around a link, whatever it is about. */
const CHATTER = new Set(
  (
    "a about again also an and any anyone are article at awesome be been blog but by can check checked cool could did discuss do " +
    "does explain explains find for from get give good got great guys has have hello help here hey hi how i if in interesting is it just " +
    "know let like link look looks made me my new nice of ok on one opinion opinions or our out page paper papers please pls post read " +
    "recommend repo repository saw see seen share show site some something summarise summarize summary talk tell thank thanks that the " +
    "their there these they think this those thoughts thread to tried try tweet us use video was watch watched we website what why with " +
    "work worth would you your"
  ).split(" "),
);
/**
 * Finds out what the links of a query are: papers, which are fetched if the library does not have them, the page or code of a
 * paper, or something else. Throws a UserError where they say all there is and none of them is a paper.
 */
export async function readLinks(query: string, services: Services): Promise<QueryWithLinks> {
  const ids = findIds(query, MOST_NAMED);
  if (ids.length > 0) {
    const { goesBy, missing } = await fetchNamed(ids, services);
    return {
      query,
      ids: [...new Set(ids.map((id) => goesBy.get(id) ?? id))],
      ...(missing !== undefined && { missing }),
    };
  }
  const cited = await idOfKey(query, services);
  if (cited !== undefined) return { query: cited, ids: [cited] };
  const links = query.match(LINK) ?? [];
  if (links.length === 0) return { query, ids };
  for (const link of links) {
    const paper = await paperAt(link, services);
    if (paper !== undefined) return { query: paper, ids: [paper] };
  }
  const words = query.replace(LINK, " ").replace(/\s+/gu, " ").trim();
  const isAboutMore = (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => !CHATTER.has(word));
  if (isAboutMore) return { query: words, ids };
  throw new UserError(
    "I can't read that page. Send an arXiv, Hugging Face or DOI link, or a few words about the topic.",
  );
}

/** Brings papers that the library does not have. `goesBy` has the ids of papers that are named by another one. */
async function fetchNamed(
  ids: readonly string[],
  services: Services,
): Promise<{ readonly goesBy: ReadonlyMap<string, string>; readonly missing?: string }> {
  const problems: string[] = [];
  const goesBy = new Map<string, string>();
  for (const id of ids) {
    const { library } = services;
    const known = await library.index.get(id);
    if (known !== undefined && known.id !== id) goesBy.set(id, known.id);
    if (known !== undefined) continue;
    try {
      if ((await fetchUnknown(id, services)) === undefined)
        problems.push(`The library doesn't have ${readableId(id)}.`);
    } catch (error) {
      // What happens to one paper does not keep the others back.
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  return { goesBy, ...(problems.length > 0 && { missing: problems.join(" ") }) };
}

/** The id of the paper whose page or code is at an address, as far as the words of the address lead to it. */
async function paperAt(link: string, { library }: Services): Promise<string | undefined> {
  const address = addressOf(link);
  const words = address
    .split("/")
    .slice(1)
    .join(" ")
    .replace(/[-_.]+/gu, " ");
  if (words.trim() === "") return undefined;
  const { hits } = await library.index.searchWords(words, { offset: 0, limit: MOST_COMPARED });
  const found = hits.find(({ paper: { url, codeUrl } }) =>
    [url, codeUrl].some((known) => known !== undefined && addressOf(known) === address),
  );
  return found?.paper.id;
}

function addressOf(link: string): string {
  const address = link
    .toLowerCase()
    .replace(/^https?:\/\//u, "")
    .replace(/^www\./u, "")
    .replace(/[?#].*$/su, "");
  return trimEndOf(address, "/.,;:!?)]").replace(/\.git$/u, "");
}
