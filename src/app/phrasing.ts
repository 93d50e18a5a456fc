import type { Phrasing } from "../chat/typed/typed-line.ts";
import { canonicalId } from "../papers/identifier.ts";

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
};
