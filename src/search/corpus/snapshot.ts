import { createHash } from "node:crypto";
import { endianness } from "node:os";
import { titleKey } from "../../papers/text.ts";
import { openSnapshot, SnapshotError, type SnapshotReader, writeSnapshot } from "../storage/snapshot-file.ts";
import { words } from "../text/analyze.ts";
import { type Corpus, createCorpus } from "./corpus.ts";
import type { OnDamage } from "./paper-store.ts";

/** Writes a corpus to a file, with a note of the owner's, and lets it read its papers from there. Nothing may change meanwhile. */
export async function saveCorpus(corpus: Corpus, file: string, note: string): Promise<void> {
  const written = await writeSnapshot(file, async (out) => {
    for (const text of [fingerprint(), note]) await out.numbers(Buffer.from(text));
    await corpus.save(out);
  });
  await corpus.documents.moveTo(written);
}

/**
 * A corpus from a file. Throws a SnapshotError if it is damaged, of another program, or not `accept`ed by its note, or the
 * system's error.
 */
export async function loadCorpus(
  file: string,
  accept: (note: string) => boolean,
  onDamage?: OnDamage,
): Promise<Corpus> {
  const from = await openSnapshot(file);
  try {
    if ((await text(from)) !== fingerprint())
      throw new SnapshotError("another version of the program wrote it");
    if (!accept(await text(from))) throw new SnapshotError("it does not belong to this library as it is");
    const corpus = createCorpus(onDamage);
    await corpus.load(from);
    return corpus;
  } catch (error) {
    await from.file.handle.close();
    throw error;
  }
}

/** What a file of an index turns out to be, read to its end; nothing of it is kept. Throws the system's error. */
export async function lookAtSnapshot(file: string): Promise<"good" | "other version" | "damaged"> {
  let from: SnapshotReader | undefined;
  try {
    from = await openSnapshot(file);
    const isOurs = (await text(from)) === fingerprint();
    await from.checkRest();
    return isOurs ? "good" : "other version";
  } catch (error) {
    if (error instanceof SnapshotError) return "damaged";
    throw error;
  } finally {
    await from?.file.handle.close();
  }
}

async function text(from: SnapshotReader): Promise<string> {
  return Buffer.from(await from.numbers(Uint8Array)).toString();
}

/** The layout of the file and what its numbers mean. Count it up whenever an older file would be misread. */
export const FORMAT_VERSION = 4;

/**
 * Stands for all that decides what the numbers in a file mean: the format, what the analysis makes of words (which is up to
 * the stemmer and to this Node's Unicode), and the byte order.
 */
export function fingerprint(): string {
  known ??= createHash("sha256")
    .update(JSON.stringify([FORMAT_VERSION, words(SAMPLE), titleKey(SAMPLE), endianness()]))
    .update(process.versions.unicode ?? "")
    .digest("hex");
  return known;
}

let known: string | undefined;

const SAMPLE =
  "Generalized relational hopefulness of naïve real-time Schrödinger agents: ﬁnally optimised, 量子";
