import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { createCorpus } from "../../../src/search/corpus/corpus.ts";
import { learnFrom } from "../../../src/search/corpus/learn.ts";
import { FORMAT_VERSION } from "../../../src/search/corpus/snapshot.ts";
import type { SnapshotWriter } from "../../../src/search/storage/snapshot-file.ts";
import { somePaper } from "../../support/library/papers.ts";

type Numbers = Parameters<SnapshotWriter["numbers"]>[0];

/** What the sample below is saved as. An older file with another layout must not be read as one of this version. */
const SAVED = { version: 4, digest: "864e9f2250d6fcea" };

/** The sections of a sample, as far as they are the same on every machine and Node. */
async function savedSections(): Promise<readonly string[]> {
  const corpus = createCorpus();
  for (let at = 0; at < 60; at += 1) {
    corpus.put(
      somePaper({
        id: `a:${at}`,
        title: `Honey maze ${at % 7}`,
        abstract: `Bees walk a honey maze (HM) number ${at}. `.repeat(1 + (at % 3)),
        authors: [`Ada Bee ${at % 5}`],
        categories: [["q-bio.PE", "cs.LG"][at % 2] ?? ""],
        published: `20${10 + (at % 15)}-0${1 + (at % 9)}`,
        upvotes: at % 4,
        keywords: [`kind ${at % 9}`],
      }),
    );
  }
  corpus.remove("a:7");
  for (const _ of learnFrom(corpus));
  const sections: string[] = [];
  let isPacked = false;
  const out: SnapshotWriter = {
    async numbers(numbers) {
      // The lengths of packed papers follow them, and are up to this Node's zlib as well.
      sections.push(isPacked ? "lengths of papers" : describeSection([numbers]));
      isPacked = false;
    },
    async pieces(pieces) {
      const all = Array.from(pieces, (piece) => piece.slice());
      isPacked = isPaper(all[0]);
      sections.push(isPacked ? "papers" : describeSection(all));
      return 0;
    },
  };
  await corpus.save(out);
  return sections;
}

/** Whole numbers by their bytes; what was learned, in fractions or rounded from them, by its size alone. */
function describeSection(pieces: readonly Numbers[]): string {
  const [first] = pieces;
  const kind = first?.constructor.name ?? "nothing";
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (first instanceof Float32Array || first instanceof Int8Array) return `${kind} ${length}`;
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of pieces)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return `${kind} ${length} ${hash.digest("hex")}`;
}

function isPaper(piece: Numbers | undefined): boolean {
  try {
    return piece instanceof Uint8Array && JSON.parse(inflateSync(piece).toString()).id === "a:0";
  } catch {
    return false;
  }
}

test("a snapshot's layout changes with its version only", async () => {
  const sections = await savedSections();
  expect(sections).toContain("papers");
  const digest = createHash("sha256").update(sections.join("\n")).digest("hex").slice(0, 16);
  expect(
    { version: FORMAT_VERSION, digest },
    "The file of the index is laid out in another way: count FORMAT_VERSION up, and note both here.",
  ).toEqual(SAVED);
});
