import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { UserError } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { PaperHistory } from "../library/paper-history.ts";

/** Prints a paper's ids and the records it was merged from. */
export function showPaper(host: Host, id: string): Promise<number> {
  return withLibrary(host, async (library) => {
    const history = await library.historyOf(id);
    if (history === undefined) throw unknown(id);
    host.output.write(`${describe(history).join("\n")}\n`);
  });
}

/** Makes separate papers of what was merged into one, and says which. */
export function splitPaper(host: Host, id: string): Promise<number> {
  return withLibrary(host, async (library) => {
    const papers = await library.split(id, host.now());
    if (papers === undefined) throw unknown(id);
    const [only] = papers;
    if (papers.length === 1 && only)
      throw new UserError(`${only.id} can't be split: everything in it came under the same id.`);
    const lines = papers.map((paper) => `  ${paper.id}  ${paper.title}`);
    host.output.write(`Split into ${papers.length} papers:\n${lines.join("\n")}\n`);
  });
}

async function withLibrary(host: Host, work: (library: Library) => Promise<void>): Promise<number> {
  const { library, close } = await openApp(host);
  try {
    await work(library);
  } finally {
    await close();
  }
  return 0;
}

function unknown(id: string): UserError {
  return new UserError(`The library doesn't have “${id}”. Give an arXiv id, a DOI or a link.`);
}

function describe({ paper, records, alsoFoundAs, toldApart }: PaperHistory): readonly string[] {
  const ids = [paper.id, ...(paper.otherIds ?? [])];
  const others = alsoFoundAs.filter((id) => !ids.includes(id));
  const lines = [
    paper.title,
    `Ids: ${ids.join(", ")}`,
    ...(others.length > 0 ? [`Also found as: ${others.join(", ")}`] : []),
    ...(toldApart.length > 0 ? [`Never merged with: ${toldApart.join(", ")}`] : []),
  ];
  if (records.length === 1) return [...lines, "Came as one record."];
  const told = records.map(({ found, ids }) => {
    const [first, second] = found.authors;
    const authors = second === undefined ? first : `${first} et al.`;
    const facts = [ids.join(", ") || "no id", authors, found.published, found.venue];
    return `  “${found.title}” · ${facts.filter((fact) => fact !== undefined).join(" · ")}`;
  });
  return [...lines, `Merged from ${records.length} records:`, ...told];
}
