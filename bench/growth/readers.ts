import { commands } from "../../commands/index.ts";
import { parseOptions } from "../../src/chat/text-input.ts";
import { escapeText, fold } from "../../src/club/ics.ts";
import { UserError } from "../../src/errors.ts";
import { paperOfDailyEntry } from "../../src/papers/daily-entry.ts";
import { exactDate } from "../../src/papers/exact-date.ts";
import { canonicalId, findIds } from "../../src/papers/identifier.ts";
import { authorsInLines, readAuthors } from "../../src/papers/import/authors.ts";
import { bibtexNames } from "../../src/papers/import/bibtex/names.ts";
import { plainAddress, withoutProtection } from "../../src/papers/import/bibtex/text.ts";
import { paperOfCslItem } from "../../src/papers/import/csl-item.ts";
import { papersOfYaml } from "../../src/papers/import/csl-yaml.ts";
import { papersOfHtml } from "../../src/papers/import/daily-papers/html.ts";
import { inMarkdown } from "../../src/papers/import/daily-papers/inline.ts";
import { papersOfMarkdown } from "../../src/papers/import/daily-papers/markdown.ts";
import { isNames, titleAmongSentences } from "../../src/papers/import/daily-papers/reference-text.ts";
import { isOnlyLinks, rowOf, titleOfLine } from "../../src/papers/import/daily-papers/rows.ts";
import { formatOf } from "../../src/papers/import/format/format.ts";
import { paperOfRecord } from "../../src/papers/import/json-record.ts";
import { readLines } from "../../src/papers/import/lines.ts";
import { namedIds } from "../../src/papers/import/named-ids.ts";
import { papersNamedIn } from "../../src/papers/import/pasted.ts";
import { plainTextEntries } from "../../src/papers/import/plain-text/plain-text.ts";
import { publicationDate } from "../../src/papers/import/reference.ts";
import { paperOfZoteroItem } from "../../src/papers/import/zotero-item.ts";
import { latexToText } from "../../src/papers/latex/latex.ts";
import { readName } from "../../src/papers/read-name.ts";
import { paperOfRecord as paperOfArxivRecord } from "../../src/papers/sources/arxiv/record.ts";
import { withoutTypesetting } from "../../src/papers/sources/biorxiv-text.ts";
import { excerpt } from "../../src/papers/sources/excerpt.ts";
import { feedAbstract } from "../../src/papers/sources/feed-abstract.ts";
import { htmlText } from "../../src/papers/sources/html-text.ts";
import { SourceError } from "../../src/papers/sources/http/source-error.ts";
import { parseXml } from "../../src/papers/sources/xml.ts";
import { readableText, titleKey } from "../../src/papers/text.ts";
import { clean } from "../../src/platforms/discord/escape.ts";
import { safeText } from "../../src/platforms/terminal/safe-text.ts";
import { parseQuery } from "../../src/search/query/query.ts";
import { foldedAuthors } from "../../src/search/text/folded-authors.ts";
import { readDays, readTime, readTimezone } from "../../src/time/read-when.ts";

/** Everything that reads text from outside; what it throws about the text is an answer like any other. */
export const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "readable text": readableText,
  "title key": titleKey,
  LaTeX: latexToText,
  date: exactDate,
  "publication date": publicationDate,
  "one id": canonicalId,
  "ids in text": (text) => findIds(text),
  authors: (line) => authorsInLines([line]),
  "format of a file": (text) => formatOf(Buffer.from(text)),
  "pasted text": (text) => papersNamedIn(text, 500),
  "BibTeX value": (text) => papersNamedIn(`@article{a,\n title = {${text}},\n year = 2024}`, 500),
  "BibTeX body": (text) => papersNamedIn(`@article{a, ${text}`, 500),
  "BibTeX blocks": (text) => papersNamedIn(`@string{a = "b"}\n${text}`, 500),
  PubMed: (text) =>
    papersNamedIn(`PMID- 1\nTI  - a\nFAU - ${text}\nDP  - ${text}\nMH  - ${text}\n${text}`, 500),
  EndNote: (text) => papersNamedIn(`%0 Book\n%T a\n%A ${text}\n%8 ${text}\n${text}`, 500),
  "Web of Science": (text) => papersNamedIn(`PT J\nAU ${text}\nTI a\nPD ${text}\nPY 2020\n${text}`, 500),
  "JSON object": (text) => papersNamedIn(`{"items": [{"title": "a"},\n${text}`, 500),
  "CSL-YAML": (text) => papersOfYaml(`- id: a\n  title: ${text}`),
  "one name": readName,
  "names of a list": (text) => readAuthors(`${text}, Ana Bee`),
  "ids in a note": namedIds,
  "row of a list": (text) => [
    rowOf(inMarkdown(`- ${text}`, new Map()), false),
    rowOf(`| ${text}`, true),
    titleOfLine(`- ${text}`),
    isOnlyLinks(text),
  ],
  "names or a title": (text) => [isNames(text), titleAmongSentences(text)],
  "typeset abstract": withoutTypesetting,
  "abstract of a feed": feedAbstract,
  "names to search": (text) => foldedAuthors([text]),
  "BibTeX texts": (text) => [bibtexNames(text), plainAddress(text), withoutProtection(text)],
  "RIS value": (text) => papersNamedIn(`TY  - JOUR\nTI  - a\nUR  - ${text}\nN1  - ${text}\nER  - \n`, 500),
  RIS: (text) => papersNamedIn(`TY  - JOUR\n${text}`, 500),
  "JSON list": (text) => papersNamedIn(`[{"type":"article","title":"a"},\n${text}`, 500),
  "JSON Lines": (text) => papersNamedIn(`{"title":"a"}\n${text}`, 500),
  "JSON record": (text) => paperOfRecord(everywhere(text, RECORD)),
  "CSL item": (text) => paperOfCslItem({ type: "article", ...everywhere(text, CSL), issued: { raw: text } }),
  "Zotero item": (text) => paperOfZoteroItem({ itemType: "report", ...everywhere(text, ZOTERO) }),
  "Daily Papers entry": (text) => paperOfDailyEntry({ paper: everywhere(text, DAILY) }),
  "arXiv record": (text) =>
    paperOfArxivRecord({
      id: "2401.01234",
      title: text,
      abstract: text,
      authors: text,
      categories: [text],
      comment: text,
    }),
  "saved page": (text) => papersOfHtml(`<h3><a href="/papers/2611.00042">${text}`),
  "data of a saved page": (text) =>
    papersOfHtml(`<div data-target="DailyPapers" data-props='{"a":[{${text}'>`),
  "votes of a saved page": (text) => papersOfHtml(`<a href="/login?next=/papers/2611.00042">${text}</a>`),
  Markdown: papersOfMarkdown,
  "Markdown heading": (text) => papersOfMarkdown(`### [${text}](/papers/2611.00042)`),
  "plain text": async (text) => {
    for await (const _ of plainTextEntries(readLines(chunk(text))));
  },
  "feed's HTML": htmlText,
  excerpt: (text) => excerpt(text, 4),
  XML: (text) => parseXml(`<rss>${text}`, "rss"),
  query: (text) => parseQuery(text, { now: 0, otherNames: ["count"] }),
  "options of a command": (text) => commands.map(({ spec }) => parseOptions(text, spec.options)),
  "times and days": (text) => [readTime(text), readDays(text), readTimezone(text.slice(0, 100))],
  "calendar file": (text) => fold(escapeText(text)),
  "text for Discord": clean,
  "text for the terminal": safeText,
};

const RECORD = [
  "title",
  "abstract",
  "summary",
  "keywords",
  "authors",
  "published",
  "categories",
  "venue",
  "url",
];
const CSL = ["title", "abstract", "keyword", "note", "URL", "DOI", "container-title"];
const ZOTERO = ["title", "abstractNote", "extra", "url", "DOI", "date", "publicationTitle"];
const DAILY = ["title", "summary", "ai_summary", "publishedAt", "githubRepo"];

/** Whether an error is a reader's complaint about a bad text. */
export function isAnswer(error: unknown): boolean {
  return error instanceof UserError || error instanceof SourceError;
}

function everywhere(text: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, text]));
}

async function* chunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
