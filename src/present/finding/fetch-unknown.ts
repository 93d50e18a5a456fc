import { UserError } from "../../errors.ts";
import { canonicalId } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { readableId } from "../paper-card.ts";
import type { Fetched, Services } from "../services.ts";

/**
 * The paper that `text` names by an id or a link, brought from the network if the library does not have it. Undefined if the
 * text is no id, or there is no way to look it up. Throws a UserError that says why the paper is not there.
 */
export async function fetchUnknown(text: string, services: Services): Promise<Paper | undefined> {
  const { library, fetchPaper } = services;
  const id = canonicalId(text);
  if (id === undefined || fetchPaper === undefined) return undefined;
  const known = async () => (await library.index.resolve(id))[0];
  const outcome = (await known()) === undefined ? await fetchPaper(id) : "stored";
  if (outcome === "stored") return known();
  if (outcome === "unsupported") return undefined;
  const name = readableId(id);
  const explained: Readonly<Record<Exclude<Fetched, "stored" | "unsupported">, string>> = {
    fetching: `I'm still waiting for ${name}. I'll add it to the library when it arrives.`,
    unknown: `I couldn't find ${name}. Check the number.`,
    unreachable: `The library doesn't have ${name}, and I couldn't reach arXiv or Hugging Face.`,
    busy: `The library doesn't have ${name}, and I'm busy fetching other papers.`,
  };
  throw new UserError(explained[outcome]);
}
