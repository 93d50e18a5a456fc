import type { Phrasing } from "../chat/typed/typed-line.ts";
import { canonicalId, findIds } from "../papers/identifier.ts";

/** What people type for a paper of the list, or for a link, beside the commands' own names. */
export const PHRASING: Phrasing = {
  verbs: {
    "": "abstract *",
    open: "abstract *",
    show: "abstract *",
    "show me": "abstract *",
    read: "abstract *",
    "abstract of": "abstract *",
    "tell me about": "abstract *",
    "more about": "abstract *",
    "similar to": "similar *",
    "more like": "similar *",
    "papers like": "similar *",
    "papers similar to": "similar *",
    "find papers like": "similar *",
    like: "vote * up",
    upvote: "vote * up",
    downvote: "vote * down",
    bookmark: "save *",
    why: "daily why *",
  },
  isPaper: (words) => canonicalId(words) !== undefined,
  entryQuery,
};

/** An entry with its abstract is shorter, in characters. */
const LONGEST_ENTRY = 20_000;

/** The paper of a BibTeX entry: its arXiv id or else its DOI, or its title. */
function entryQuery(line: string): string | undefined {
  if (line.length > LONGEST_ENTRY || !/^\s*@[a-z]+\s*[{(]/iu.test(line)) return undefined;
  const ids = findIds(line);
  const id = ids.find((one) => one.startsWith("arxiv:")) ?? ids[0];
  if (id !== undefined) return id;
  const [, braced, quoted] =
    /\btitle\s{0,9}=\s{0,9}(?:\{((?:[^{}]|\{[^{}]*\}){1,1000})\}|"([^"]{1,1000})")/iu.exec(line) ?? [];
  const title = (braced ?? quoted ?? "")
    .replace(/[{}\\$]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  return title === "" ? undefined : title.slice(0, 500);
}
