import { canonicalId } from "../../papers/identifier.ts";
import type { WebParts } from "../parts.ts";

/** The kinds of ids, as in identifier.ts: each is the first step of a paper's own address. */
const KINDS = new Set(["arxiv", "doi", "title"]);

/**
 * The paper that the rest of an address names, and whether that is its own address: /arxiv/2405.16009 is, and so is nothing else that
 * is understood as well, such as /2405.16009, /arxiv:2405.16009v2, /https://arxiv.org/abs/2405.16009, or another id of the paper.
 */
export async function paperAt(path: string, { services: { library } }: WebParts) {
  const steps = path.split("/").map(decoded);
  const [kind = "", ...rest] = steps;
  const own = KINDS.has(kind) ? `${kind}:${rest.join("/")}` : undefined;
  const named = [own, canonicalId(`${kind}:${rest.join("/")}`), canonicalId(steps.join("/"))];
  for (const id of new Set(named)) {
    if (id === undefined) continue;
    // From the index under its present id, then whole from the store: the index lacks some of what a reference needs.
    const known = await library.index.get(id);
    const paper = await library.find(known?.id ?? id);
    if (paper) return { paper, isClean: paper.id === own };
  }
  return undefined;
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
