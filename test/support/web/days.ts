import { addPapers } from "../../../src/library/add-papers.ts";
import type { Library } from "../../../src/library/library.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import type { SourceDayRow } from "../../../src/store/schema.ts";
import { putListed, putSourceDay } from "../../../src/store/sources/sources.ts";
import { TODAY } from "../library/library.ts";

/** Stores a source's list of papers for a day, with its verdict, and reads them into memory. */
export async function listOn(
  library: Library,
  source: string,
  day: string,
  papers: readonly Paper[],
  verdict: Partial<SourceDayRow> = {},
): Promise<void> {
  const added = await addPapers(library.db, papers, TODAY);
  const listed = added.map(({ paper }) => ({ id: paper, day }));
  await putListed(library.db, source, listed, TODAY.toISOString().slice(0, 10));
  await putSourceDay(library.db, {
    source,
    day,
    verdict: "ok",
    detail: null,
    trouble: null,
    way: null,
    found: papers.length,
    attempts: 1,
    checked_at: TODAY.toISOString(),
    next_try_at: null,
    ...verdict,
  });
  await library.refresh();
}
