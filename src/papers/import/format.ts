/** How a file is read. */
export type FileFormat =
  | "JSON Lines"
  | "JSON list"
  | "JSON object"
  | "CSL-YAML"
  | "BibTeX"
  | "RIS"
  | "PubMed"
  | "EndNote"
  | "Web of Science"
  | "HTML"
  | "Markdown"
  | "plain text";

/** What can be imported, in words. */
export const IMPORTABLE =
  "BibTeX, RIS, CSL-JSON, CSL-YAML, PubMed, EndNote, Web of Science, JSON Lines, a saved Daily Papers page, Markdown or plain text " +
  "with titles and abstracts";

/** The number of bytes at a file's start that tell its format. */
export const HEAD_SIZE = 64 * 1024;

/**
 * The format of a file that starts with `head`; or why it cannot be read and what to do, to be put after the file's name. The end of
 * `name` decides where the text looks like nothing but text.
 */
export function formatOf(head: Buffer, name = ""): { format: FileFormat } | { problem: string } {
  const problem = problemOfBytes(head);
  if (problem !== undefined) return { problem };
  const text = head
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .trimStart();
  const textProblem = problemOfText(text);
  if (textProblem !== undefined) return { problem: textProblem };
  const format = formatOfText(text);
  const isMarkdown = /\.(?:md|markdown)$/i.test(name);
  if (
    isMarkdown &&
    (format === "plain text" || (format === "HTML" && !/<(?:!doctype|html|body)\b/i.test(text)))
  )
    return { format: "Markdown" };
  const named = EXTENSIONS.get(/\.([a-z]{2,7})$/i.exec(name)?.[1]?.toLowerCase() ?? "");
  return { format: named !== undefined && /^(?:Markdown|plain text)$/.test(format) ? named : format };
}

const EXTENSIONS: ReadonlyMap<string, FileFormat> = new Map<string, FileFormat>([
  ["bib", "BibTeX"],
  ["bibtex", "BibTeX"],
  ["ris", "RIS"],
  ["nbib", "PubMed"],
  ["enw", "EndNote"],
  ["ciw", "Web of Science"],
  ["yaml", "CSL-YAML"],
  ["yml", "CSL-YAML"],
  ["jsonl", "JSON Lines"],
  ["html", "HTML"],
]);

const UNPACK = "Unpack it first, and import what is inside.";
const MAGIC: readonly (readonly [string, string])[] = [
  ["1f8b", `is packed with gzip. ${UNPACK} (gunzip)`],
  ["fd377a585a00", `is packed with xz. ${UNPACK} (xz -d)`],
  ["28b52ffd", `is packed with Zstandard. ${UNPACK} (zstd -d)`],
  ["425a68", `is packed with bzip2. ${UNPACK} (bunzip2)`],
  ["504b0304", `is a zip archive or an office document. ${UNPACK} (unzip)`],
  ["377abcaf271c", `is a 7z archive. ${UNPACK}`],
  [
    "25504446",
    "is a PDF. Papers are found by their records, not by their PDFs: import a list of them instead.",
  ],
  ["62706c697374", "is a web archive. Save the page again as “Page Source” or as HTML."],
  ["fffe", "is UTF-16 text. Save it as UTF-8 first (iconv -f UTF-16 -t UTF-8)."],
  ["feff", "is UTF-16 text. Save it as UTF-8 first (iconv -f UTF-16 -t UTF-8)."],
];

const XML_KINDS: readonly (readonly [RegExp, string])[] = [
  [/<PubmedArticle/, "is PubMed's XML. Choose “PubMed” as the format when you save the records there."],
  [/<xml>\s*<records>/, "is EndNote's XML. Export the records as BibTeX or RIS instead."],
  [/<modsCollection|<mods\b/, "is MODS. Turn it into BibTeX first: xml2bib"],
  [/<rdf:RDF[^<>]{0,2000}zotero/i, "is Zotero RDF. Export the library as BibTeX or CSL JSON instead."],
];

function problemOfBytes(head: Buffer): string | undefined {
  const start = head.subarray(0, 8).toString("hex");
  const known = MAGIC.find(([magic]) => start.startsWith(magic))?.[1];
  if (known !== undefined || !head.includes(0)) return known;
  // Every other byte of Latin text in UTF-16 is zero.
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return zeros * 3 > head.length
    ? "looks like UTF-16 text. Save it as UTF-8 first (iconv -f UTF-16LE -t UTF-8)."
    : `is a binary file. Papers are imported from ${IMPORTABLE}.`;
}

function problemOfText(text: string): string | undefined {
  if (text === "") return "is empty. Check that it was saved or downloaded completely.";
  if (/^cff-version:/m.test(text.slice(0, 2000))) {
    return "is a CITATION.cff. Turn it into BibTeX first: cffconvert -f bibtex";
  }
  if (/^<(?:\?xml|xml|rss|feed|rdf:RDF|mods|PubmedArticle)/i.test(text) && !/<html\b/i.test(text)) {
    const kind = XML_KINDS.find(([sign]) => sign.test(text))?.[1];
    return kind ?? `is XML. Papers are imported from ${IMPORTABLE}.`;
  }
  if (/^PT\t(?:AU|BA)\t/.test(text)) {
    return "is Web of Science's tab-delimited export. Export the records as “Plain Text File”, BibTeX or RIS instead.";
  }
  if (/^(?:"?[\w -]{1,40}"?[,;\t]){2,}/.test(text) && /^[^\n]*\btitle\b/i.test(text)) {
    return 'is a table. Turn it into JSON Lines first: one record a line, such as {"id": "2401.01234", "title": "…"}.';
  }
  if (/^From: |^MIME-Version:/i.test(text) && /multipart\/related/i.test(text)) {
    return "is a page with its pictures in one file (MHTML). Save the page again as “HTML only”.";
  }
  return undefined;
}

function formatOfText(text: string): FileFormat {
  if (/^\[\s*(?:[{\]]|$|"[^"]*"\s*[,\]])|^\[\s*\n/.test(text)) return "JSON list";
  if (/^(?:[%#][^\n]*\n\s*)*@[a-z]+\s*[{(]/i.test(text)) return "BibTeX";
  const tagged = taggedFormatOf(text);
  if (tagged !== undefined) return tagged;
  // A record over several lines, or an envelope with all of them.
  if (
    /^\{\s*\n|^\{\s*"(?:items|message|message-type|status|references)"\s*:\s*(?:[[{]|"ok"|"work)/.test(text)
  )
    return "JSON object";
  if (/^\{\s*"(?:entries|papers|data|results)"\s*:\s*\[/.test(text)) return "JSON object";
  const lines = text
    .split("\n", 21)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  // Only comments, as in a library that was just made: in BibTeX, `%` begins one for most programs.
  if (lines.every((line) => /^\s*%(?!PDF)/.test(line))) return "BibTeX";
  // Works by their keys, all on one line.
  if (lines.length === 1 && /^\{\s*"(?!paper"|data")[^"]{1,100}"\s*:\s*\{\s*"/.test(text))
    return "JSON object";
  const records = lines.filter((line) => line.trimStart().startsWith("{")).length;
  if (records * 2 > lines.length) return "JSON Lines";
  if (isCslYaml(lines)) return "CSL-YAML";
  // Abstracts may quote a tag; a page starts with one, or declares itself.
  if (/^<[a-z!][^<>]{0,2000}>/i.test(text) || /<(?:!doctype html|html|body|article)[\s>]/i.test(text))
    return "HTML";
  if (
    /^ {0,3}#{1,4} \S/m.test(text) ||
    /\]\((?:https?:\/\/|\/)[^\s\][]+\)/.test(text) ||
    /^ {0,9}[-*+] <https?:\/\//m.test(text) ||
    /^ {0,3}\[[^\][]{1,100}\]:\s{1,9}<?https?:\/\//m.test(text)
  )
    return "Markdown";
  // Programs put a line or two of their own before the first record.
  if (/^[ \t]*@[a-z]+\s*\{\s*[^\s,={}"]+\s*,/im.test(text)) return "BibTeX";
  if (/^TY {1,2}- ?[A-Z]+\s*$/m.test(text)) return "RIS";
  return "plain text";
}

// Formats with a tag at the start of each line; the first one is enough to know them, and the second to be sure.
function taggedFormatOf(text: string): FileFormat | undefined {
  if (/^TY {1,2}- /.test(text)) return "RIS";
  if (/^PMID ?- ?\d/.test(text)) return "PubMed";
  if (/^(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSP]\n(?:A[UF]|B[AF]|TI|CA|GP) )/.test(text))
    return "Web of Science";
  if (/^%(?:0 \S|[A-Z] \S[^\n]*\n(?:[^\n]*\n){0,30}%[A-Z0-9] )/.test(text)) return "EndNote";
  return undefined;
}

// A list under "references:", or by itself, whose first item has a field that every reference has.
function isCslYaml(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => /^ {0,8}- {1,4}[\w-]{1,40}:/.test(line));
  if (first < 0 || !lines.slice(0, first).every((line) => /^(?:---|[\w-]{1,40}:)/.test(line))) return false;
  const [start = "", ...rest] = lines.slice(first);
  const item = [start, ...takeIndented(rest)];
  return item.some((line) => /^[ -]{0,12}(?:id|type|title|author):/.test(line));
}

function takeIndented(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => !/^ {2,12}[^ -]/.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}
