import { type FileHandle, open, stat } from "node:fs/promises";
import { messageOf, UserError } from "../../errors.ts";
import { bibtexEntries } from "./bibtex/bibtex.ts";
import { jsonListEntries } from "./csl-json.ts";
import { papersOfYaml } from "./csl-yaml.ts";
import { papersOfHtml } from "./daily-papers/html.ts";
import { papersOfMarkdown } from "./daily-papers/markdown.ts";
import type { Entry, Finding, Taken } from "./entry.ts";
import { encodingOf, headText, inUtf8 } from "./format/encoding.ts";
import { IMPORTABLE } from "./format/foreign.ts";
import { type FileFormat, formatOf, HEAD_SIZE } from "./format/format.ts";
import { jsonLinesEntries } from "./json-lines.ts";
import { papersOfJson } from "./json-object.ts";
import { legacyText } from "./legacy-text.ts";
import { LONGEST_LINE, readLines } from "./lines.ts";
import { plainTextEntries } from "./plain-text/plain-text.ts";
import { risEntries } from "./ris.ts";
import { NO_TABLE, tableEntries, tableHead } from "./table/table.ts";
import { ENDNOTE } from "./tagged/endnote.ts";
import { PUBMED } from "./tagged/pubmed.ts";
import { taggedEntries } from "./tagged/tagged-records.ts";
import { WEB_OF_SCIENCE } from "./tagged/web-of-science.ts";

// A month's page takes a few MB; a saved page is read as a whole.
const LARGEST_PAGE = 32 * 1024 * 1024;
const CHUNK_SIZE = 256 * 1024;

/**
 * Everything that the file holds, in its order: papers, and the places where one is broken. Files of any size are
 * read in flat memory; only a saved page (HTML, Markdown), a JSON object and YAML may have no more than 32 MiB.
 *
 * Throws a UserError that says what to do when the file cannot be read, or when it ends without one paper. Aborting
 * `signal` ends the reading with the signal's reason; what was yielded before stays good. Lines of JSON that are `taken`
 * are not looked into.
 */
export async function* readPapers(
  path: string,
  { signal, taken }: { readonly signal?: AbortSignal; readonly taken?: Taken } = {},
): AsyncGenerator<Entry> {
  const file = await opened(path);
  try {
    const head = await reading(path, file.read(Buffer.alloc(HEAD_SIZE), 0, HEAD_SIZE, 0));
    const start = head.buffer.subarray(0, head.bytesRead);
    const kind = formatOf(start, path);
    if ("problem" in kind) throw new UserError(`“${path}” ${kind.problem}`);
    const encoding = encodingOf(start);
    // Readers count the bytes of UTF-8.
    let fileBytes = 0;
    const chunks = async function* () {
      let position = 0;
      for await (const chunk of chunksOf(path, file, signal)) {
        position += chunk.length;
        fileBytes = Math.max(fileBytes, position);
        yield chunk;
      }
    };
    const read = () => (encoding === "utf-8" ? chunksOf(path, file, signal) : inUtf8(chunks(), encoding));
    let papers = 0;
    let firstBroken: Entry | undefined;
    for await (const entry of entriesOf(kind.format, { path, read, start, taken })) {
      signal?.throwIfAborted();
      if (entry.kind !== "broken") papers++;
      else firstBroken ??= entry;
      yield encoding === "utf-8" ? entry : { ...entry, bytes: fileBytes };
    }
    if (papers === 0) throw noPaper(path, kind.format, firstBroken);
  } finally {
    await file.close();
  }
}

interface FileInHand {
  readonly path: string;
  readonly read: () => AsyncIterable<Buffer>;
  readonly start: Buffer;
  readonly taken: Taken | undefined;
}

function entriesOf(format: FileFormat, { path, read, start, taken }: FileInHand): AsyncIterable<Entry> {
  const chunks = read();
  const bibliography = () => readLines(read(), LONGEST_LINE, legacyText);
  switch (format) {
    case "JSON Lines":
      return jsonLinesEntries(readLines(chunks), taken);
    case "JSON list":
      return jsonListEntries(chunks);
    case "BibTeX":
      return bibtexEntries(bibliography);
    case "RIS":
      return risEntries(bibliography());
    case "PubMed":
      return taggedEntries(bibliography(), PUBMED);
    case "EndNote":
      return taggedEntries(bibliography(), ENDNOTE);
    case "Web of Science":
      return taggedEntries(bibliography(), WEB_OF_SCIENCE);
    case "CSV":
      return tableEntries(bibliography(), tableHead(headText(start)) ?? NO_TABLE);
    case "JSON object":
      return pageEntries(path, chunks, papersOfJson);
    case "CSL-YAML":
      return pageEntries(path, chunks, papersOfYaml);
    case "plain text":
      return plainTextEntries(readLines(chunks));
    case "HTML":
      return pageEntries(path, chunks, papersOfHtml);
    case "Markdown":
      return pageEntries(path, chunks, papersOfMarkdown);
  }
}

async function* pageEntries(
  path: string,
  chunks: AsyncIterable<Buffer>,
  papersOf: (page: string) => Finding[],
): AsyncGenerator<Entry> {
  const page: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > LARGEST_PAGE) {
      throw new UserError(
        `“${path}” is too large for a saved page (${LARGEST_PAGE / 1024 / 1024} MiB at most). Import large collections as JSON Lines.`,
      );
    }
    page.push(chunk);
  }
  const text = Buffer.concat(page)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n");
  for (const finding of papersOf(text)) yield { ...finding, bytes };
}

async function* chunksOf(
  path: string,
  file: FileHandle,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    signal?.throwIfAborted();
    // A buffer of its own for each chunk: lines may still point into the last one.
    const { buffer, bytesRead } = await reading(
      path,
      file.read(Buffer.allocUnsafe(CHUNK_SIZE), 0, CHUNK_SIZE, position),
    );
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

// Looked at before it is opened: opening a pipe would wait for somebody to write to it.
async function opened(path: string): Promise<FileHandle> {
  const stats = await reading(path, stat(path));
  if (stats.isDirectory()) throw new UserError(`“${path}” is a folder. Name one file in it.`);
  if (!stats.isFile()) throw new UserError(`“${path}” is not a file on the disk. Save it as one first.`);
  return reading(path, open(path));
}

async function reading<T>(path: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const problem = PROBLEMS.get(code) ?? `cannot be read: ${messageOf(error)}.`;
    throw new UserError(`“${path}” ${problem}`, { cause: error });
  }
}

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "does not exist. Check the spelling and the folder."],
  ["ENOTDIR", "does not exist. Check the spelling and the folder."],
  ["EACCES", "may not be read by this user. Give it the right to (chmod +r), or copy the file."],
  ["EPERM", "may not be read by this user. Give it the right to (chmod +r), or copy the file."],
  ["ENAMETOOLONG", "is not a file name: it is too long."],
]);

function noPaper(path: string, format: FileFormat, broken: Entry | undefined): UserError {
  const reason = broken?.kind === "broken" ? ` Line ${broken.line}: ${broken.reason}.` : "";
  return new UserError(
    `No paper was found in “${path}”, read as ${format}.${reason} ` +
      `Papers are imported from ${IMPORTABLE}.`,
  );
}
