import { canonicalId } from "../../papers/identifier.ts";
import type { WebParts } from "../parts.ts";

/** The kinds of ids, as in identifier.ts: each is the first step of a paper's address. */
const KINDS = new Set(["arxiv", "doi", "title"]);

/** The paper that an address below /paper/ or /cite/ means, and whether it is its present address. */
export async function paperAt(path: string, { services }: WebParts) {
  const named = idOfPath(path);
  if (named === undefined) return undefined;
  const { library } = services;
  // By any of its ids, as it is now; and as a whole: the index does not have all that a reference needs.
  const known = await library.index.get(named.id);
  const paper = await library.find(known?.id ?? named.id);
  return paper && { paper, isClean: named.isClean && paper.id === named.id };
}

/**
 * The id that the path of an address names, and whether it is written as our own addresses write it: /arxiv/2405.16009 is, and so is
 * nothing else that is understood as well, such as /2405.16009, /arxiv:2405.16009v2 and /https://arxiv.org/abs/2405.16009.
 */
function idOfPath(path: string): { readonly id: string; readonly isClean: boolean } | undefined {
  const steps = path.split("/").map(decoded);
  const [kind = "", ...rest] = steps;
  const own = `${kind}:${rest.join("/")}`;
  const canonical = canonicalId(own) ?? canonicalId(steps.join("/"));
  if (KINDS.has(kind) && rest.length > 0 && (canonical === undefined || canonical === own))
    return { id: own, isClean: true };
  return canonical === undefined ? undefined : { id: canonical, isClean: false };
}

/** A step of a path. Lone dots are escaped twice, see `createAddresses`. */
function decoded(step: string): string {
  const once = decodedOnce(step);
  return /^(?:%2E){1,2}$/.test(once) ? decodedOnce(once) : once;
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
