import { UserError } from "../errors.ts";
import { explainCategory, meansCategory, readCategory } from "../papers/category.ts";
import { canonicalId } from "../papers/identifier.ts";
import { titleKey } from "../papers/text.ts";
import { hasWords } from "../search/query-language.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { FollowKind } from "../store/follows.ts";

/** What somebody wants to follow; a paper still as it was typed. */
export interface Wanted {
  readonly kind: FollowKind;
  readonly value: string;
}

const LONGEST = 100;

/**
 * Reads what was typed. Without a kind, an id, a link or a whole title of the library is a paper, `cs.CV` a category,
 * and anything else a topic; `author:` and `category:` may precede it as in a query, or as words ("author hinton").
 * Rejects with a UserError that says what is wrong with it.
 */
export async function readFollow(
  typed: string,
  kind: FollowKind | undefined,
  index: SearchIndex,
): Promise<Wanted> {
  const [, prefix, rest = ""] =
    /^(author|category|topic|paper):\s*(.*)$/isu.exec(typed.trim()) ??
    (kind === undefined ? await kindAsWord(plain(typed), index) : []);
  const value = plain(prefix === undefined ? typed : rest);
  const wanted = kind ?? (prefix?.toLowerCase() as FollowKind | undefined) ?? (await guess(value, index));
  const isEmpty = wanted === "topic" ? !isTopic(value) : !/[\p{L}\p{N}]/u.test(value);
  if (isEmpty) throw new UserError(`I can't read that ${wanted}. Use words.`);
  if (wanted === "paper") return { kind: wanted, value };
  if (value.length > LONGEST) throw new UserError(`A ${wanted} can have ${LONGEST} characters at most.`);
  if (wanted !== "category") return { kind: wanted, value };
  const category = readCategory(value);
  if (category === undefined) throw new UserError(explainCategory(value));
  return { kind: wanted, value: category };
}

/**
 * "topic streaming video" as its kind and the rest; undefined where the whole is more likely a topic, such as "topic
 * modeling".
 */
async function kindAsWord(typed: string, index: SearchIndex): Promise<readonly string[]> {
  const found = /^(author|category|topic|paper)\s+(.+)$/isu.exec(typed);
  if (!found) return [];
  const [, kind = "", rest = ""] = found;
  const isKind: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
    category: () => meansCategory(rest),
    paper: async () => (await guess(rest, index)) === "paper",
    author: async () => (await has(`author:"${rest}"`, index)) || !(await has(`"${typed}"`, index)),
    topic: async () => !(await has(`"${typed}"`, index)),
  };
  return (await isKind[kind.toLowerCase()]?.()) ? found : [];
}

async function has(query: string, index: SearchIndex): Promise<boolean> {
  return (await index.search(query, { offset: 0, limit: 1 })).total > 0;
}

/** Whether papers can be found by it: words that are in every text don't count. */
export function isTopic(value: string): boolean {
  return hasWords(value);
}

async function guess(value: string, index: SearchIndex): Promise<FollowKind> {
  if (canonicalId(value) !== undefined) return "paper";
  if (meansCategory(value)) return "category";
  const key = titleKey(value);
  const named = await index.resolve(value);
  return named.some(({ title }) => titleKey(title) === key) ? "paper" : "topic";
}

function plain(text: string): string {
  return text.replace(/["“”]/gu, "").replace(/\s+/gu, " ").trim();
}
