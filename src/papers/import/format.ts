/** How a file is read. */
export type Format = "JSON Lines" | "JSON list" | "BibTeX" | "RIS" | "HTML" | "Markdown" | "plain text";

/** What can be imported, in words. */
export const IMPORTABLE =
  "BibTeX, RIS, CSL-JSON, JSON Lines, a saved Daily Papers page, Markdown or plain text with titles and abstracts";

/** The number of bytes at a file's start that tell its format. */
export const HEAD_SIZE = 64 * 1024;

/** The format of a file that starts with `head`; or why it cannot be read and what to do, to be put after the file's name. */
export function formatOf(head: Buffer): { format: Format } | { problem: string } {
  const problem = problemOfBytes(head);
  if (problem !== undefined) return { problem };
  const text = head
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  const textProblem = problemOfText(text);
  if (textProblem !== undefined) return { problem: textProblem };
  return { format: formatOfText(text) };
}

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
  if (/^\{\s*\n/.test(text)) {
    return "is JSON over several lines. Write it with one record a line first: jq -c . old.json > papers.jsonl";
  }
  if (/^<(?:\?xml|rss|feed|rdf:RDF)\b/i.test(text) && !/<html\b/i.test(text)) {
    return `is XML. Papers are imported from ${IMPORTABLE}.`;
  }
  if (/^(?:"?[\w -]{1,40}"?[,;\t]){2,}/.test(text) && /^[^\n]*\btitle\b/i.test(text)) {
    return 'is a table. Turn it into JSON Lines first: one record a line, such as {"id": "2401.01234", "title": "…"}.';
  }
  if (/^From: |^MIME-Version:/i.test(text) && /multipart\/related/i.test(text)) {
    return "is a page with its pictures in one file (MHTML). Save the page again as “HTML only”.";
  }
  return undefined;
}

function formatOfText(text: string): Format {
  if (/^\[\s*(?:[{\]]|$|"[^"]*"\s*[,\]])|^\[\s*\n/.test(text)) return "JSON list";
  if (/^(?:[%#][^\n]*\n\s*)*@[a-z]+\s*[{(]/i.test(text)) return "BibTeX";
  if (/^TY {1,2}- /.test(text)) return "RIS";
  const lines = text
    .split("\n", 21)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const records = lines.filter((line) => line.trimStart().startsWith("{")).length;
  if (records * 2 > lines.length) return "JSON Lines";
  // Abstracts may quote a tag; a page starts with one, or declares itself.
  if (/^<[a-z!][^<>]{0,2000}>/i.test(text) || /<(?:!doctype html|html|body|article)[\s>]/i.test(text))
    return "HTML";
  if (/^ {0,3}#{1,4} \S/m.test(text) || /\]\((?:https?:\/\/|\/)[^\s\][]+\)/.test(text)) return "Markdown";
  // Programs put a line or two of their own before the first record.
  if (/^[ \t]*@[a-z]+\s*\{\s*[^\s,={}"]+\s*,/im.test(text)) return "BibTeX";
  if (/^TY {1,2}- ?[A-Z]+\s*$/m.test(text)) return "RIS";
  return "plain text";
}
