import type { Phrasing } from "../chat/typed/typed-line.ts";
import { canonicalId, findIds } from "../papers/identifier.ts";

/** What people type for a paper of the list, or for a link, besides the commands' own names. */
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
  channelWords: {
    pause: "daily pause",
    resume: "daily resume",
    stop: "daily stop",
    subscribe: "daily subscribe",
    unsubscribe: "daily stop",
  },
  isPaper: (words) => canonicalId(words) !== undefined,
  entryQuery,
  request,
};

/** Longest BibTeX entry, abstract included, in characters. */
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

/** Longest request, in characters. */
const LONGEST_REQUEST = 80;

const PLEASE = "(?:(?:please|pls|can you|could you|i want to) )?";
const SHOW = "(?:(?:show|list|get|give|send|open|see)(?: me)? )?";
const PAPER = "(?:the |this |my |our )?(?:daily )?(?:papers?|posts?|posting|subscription)";

/** Whole sentences that people ask with, by the command that answers them. Each pattern matches the whole line. */
const REQUESTS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${PLEASE}(?:stop|cancel|end)(?: (?:sending |posting )?${PAPER})?$`, "u"), "daily stop"],
  [new RegExp(`^${PLEASE}pause ${PAPER}$`, "u"), "daily pause"],
  [new RegExp(`^${PLEASE}(?:resume|restart) ${PAPER}$`, "u"), "daily resume"],
  [new RegExp(`^${PLEASE}${SHOW}my (?:saved |bookmarked )?(?:papers|saves|bookmarks|list)$`, "u"), "saved"],
  [
    new RegExp(`^${PLEASE}${SHOW}(?:(?:what is|whats) )?(?:todays paper|the paper of the day)$`, "u"),
    "today",
  ],
  [new RegExp(`^${PLEASE}${SHOW}(?:(?:what are|whats) )?the (?:top|most upvoted) papers$`, "u"), "top"],
  [/^(?:what do i follow|what am i following)$/u, "follow list"],
  [
    /^(?:who (?:presents|is presenting)(?: next)?|whose turn is it|when (?:is the next meeting|do we meet))$/u,
    "club show",
  ],
];

function request(line: string): string | undefined {
  if (line.length > LONGEST_REQUEST) return undefined;
  const said = line
    .toLowerCase()
    .replace(/['’]/gu, "")
    .replace(/[?!.,]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return REQUESTS.find(([sentence]) => sentence.test(said))?.[1];
}
