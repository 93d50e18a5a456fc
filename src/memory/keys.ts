import type { Paper } from "../papers/paper.ts";
import { citationKeysOf, inheritedKeysOf, putCitationKeys, takenKeys } from "../store/citation-keys.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { keyOfRound, keyStem } from "./citation-key.ts";

/** So many papers get their keys in one transaction: a few milliseconds. */
const AT_ONCE = 100;

/**
 * The key of each paper, by its id. A key is made of what is known the first time that it is asked for, and then kept:
 * whatever becomes of the title, the authors or the id, a text that cites the paper goes on doing so.
 */
export async function citationKeys(
  db: Database,
  papers: readonly Paper[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const ids = papers.map(({ id }) => id);
  const known = await citationKeysOf(db, ids);
  const open = papers.filter(({ id }) => !known.has(id));
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = open.slice(at, at + AT_ONCE);
    await groupCommit(db, (tx) => giveKeys(tx, some, now));
  }
  return open.length === 0 ? known : citationKeysOf(db, ids);
}

async function giveKeys(tx: Database, papers: readonly Paper[], now: Date): Promise<void> {
  const ids = papers.map(({ id }) => id);
  // Whatever another process has written meanwhile counts.
  const known = await citationKeysOf(tx, ids);
  const inherited = await inheritedKeysOf(
    tx,
    ids.filter((id) => !known.has(id)),
  );
  const given = new Map(inherited);
  let open = papers.filter(({ id }) => !known.has(id) && !given.has(id));
  for (let round = 0; open.length > 0; round++) {
    const wanted = open.map((paper) => ({ paper, key: keyOfRound(keyStem(paper), round) }));
    const keys = wanted.map(({ key }) => key);
    const used = new Set([...given.values(), ...(await takenKeys(tx, keys))]);
    open = [];
    for (const { paper, key } of wanted) {
      if (used.has(key)) open.push(paper);
      else given.set(paper.id, key);
      used.add(key);
    }
  }
  await putCitationKeys(tx, given, now);
}
