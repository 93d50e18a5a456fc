import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import {
  citationKeysOf,
  inheritedKeysOf,
  papersOfKey,
  putCitationKeys,
  takenKeys,
} from "../store/history/citation-keys.ts";
import { resolvePapers } from "../store/papers.ts";
import { keyOfRound, keyStem } from "./citation-key.ts";

/** How many papers get their keys in one transaction: a few milliseconds. */
const AT_ONCE = 100;

/** How many keys of a stem are looked up first: a dozen papers with the same author, year and word are rare. */
const FIRST_LOOK = 12;

/**
 * The key of each paper, by its id. A key is made from what is known when it is first asked for, and then kept:
 * whatever becomes of the title, the authors or the id, a text that cites the paper stays right.
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

/**
 * The keys that papers have or would be given now, by their ids. Writes nothing: a paper without a key may get another
 * one later.
 */
export async function likelyKeys(
  db: Database,
  papers: readonly Paper[],
): Promise<ReadonlyMap<string, string>> {
  const known = await citationKeysOf(
    db,
    papers.map(({ id }) => id),
  );
  return new Map([...known, ...(await findKeys(db, papers, known))]);
}

/** The present paper with a citation key; undefined if there is none. */
export async function paperOfKey(db: Database, key: string): Promise<Paper | undefined> {
  const ids = await papersOfKey(db, key);
  const papers = ids.length === 0 ? undefined : await resolvePapers(db, ids);
  return ids.map((id) => papers?.get(id)).find((paper) => paper !== undefined);
}

async function giveKeys(tx: Database, papers: readonly Paper[], now: Date): Promise<void> {
  // What another process has written meanwhile takes precedence.
  const known = await citationKeysOf(
    tx,
    papers.map(({ id }) => id),
  );
  await putCitationKeys(tx, await findKeys(tx, papers, known), now);
}

/** Keys for those papers that have none. */
async function findKeys(
  tx: Database,
  papers: readonly Paper[],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = papers.map(({ id }) => id);
  const inherited = await inheritedKeysOf(
    tx,
    ids.filter((id) => !known.has(id)),
  );
  const given = new Map(inherited);
  const open = new Map<string, string[]>();
  for (const paper of papers) {
    if (known.has(paper.id) || given.has(paper.id)) continue;
    const stem = keyStem(paper);
    open.set(stem, [...(open.get(stem) ?? []), paper.id]);
  }
  // Most stems are free; where hundreds of papers share one, more and more of its keys are looked up together.
  for (let from = 0, count = FIRST_LOOK; open.size > 0; from += count, count *= 4) {
    const keysOf = (stem: string) => Array.from({ length: count }, (_, at) => keyOfRound(stem, from + at));
    const taken = await takenKeys(tx, [...open.keys()].flatMap(keysOf));
    const used = new Set([...taken, ...given.values()]);
    for (const [stem, waiting] of open) {
      for (const key of keysOf(stem).filter((key) => !used.has(key))) {
        const id = waiting.shift();
        if (id === undefined) break;
        used.add(key);
        given.set(id, key);
      }
      if (waiting.length === 0) open.delete(stem);
    }
  }
  return given;
}
