/** What can be imported, in words. */
export const IMPORTABLE =
  "BibTeX, RIS, CSL-JSON, CSL-YAML, PubMed, EndNote, Web of Science, tables (CSV), JSON Lines, a saved Daily Papers page, Markdown or plain " +
  "text with titles and abstracts";

const UNPACK = "Unpack it first, and import what is inside.";
const AS_BIBTEX = "Export the records as BibTeX or RIS instead.";

const MAGIC: readonly (readonly [string, string])[] = [
  ["1f8b", `is packed with gzip. ${UNPACK} (gunzip)`],
  ["fd377a585a00", `is packed with xz. ${UNPACK} (xz -d)`],
  ["28b52ffd", `is packed with Zstandard. ${UNPACK} (zstd -d)`],
  ["425a68", `is packed with bzip2. ${UNPACK} (bunzip2)`],
  ["377abcaf271c", `is a 7z archive. ${UNPACK}`],
  [
    "25504446",
    "is a PDF. Papers are found by their records, not by their PDFs: import a list of them instead.",
  ],
  ["62706c697374", "is a web archive. Save the page again as “Page Source” or as HTML."],
  ["53514c69746520666f726d6174", `is a database (SQLite). ${AS_BIBTEX}`],
  ["d0cf11e0a1b11ae1", "is a document of an old office program. Save it as CSV or as plain text first."],
];

// Archives and office documents start alike; the name tells which it is.
const ZIPPED: readonly (readonly [RegExp, string])[] = [
  [/\.(?:xlsx|ods|numbers)$/i, "is a spreadsheet. Save it as CSV first."],
  [
    /\.(?:docx|odt|pages)$/i,
    "is a document of a word processor. Save it as plain text first, or copy the list out of it.",
  ],
  [/\.(?:enlx|ctv\d)$/i, `is a reference manager's own file. ${AS_BIBTEX}`],
  [/\.epub$/i, "is a book. Papers are imported from lists of them."],
];

const XML_KINDS: readonly (readonly [RegExp, string])[] = [
  [/<PubmedArticle/, "is PubMed's XML. Choose “PubMed” as the format when you save the records there."],
  [/<xml>\s*<records>/, `is EndNote's XML. ${AS_BIBTEX}`],
  [/<modsCollection|<mods\b/, "is MODS. Turn it into BibTeX first: xml2bib"],
  [/www\.loc\.gov\/MARC21|<leader>/, `is a library catalogue's MARC. ${AS_BIBTEX}`],
  [/<rdf:RDF[^<>]{0,2000}zotero/i, "is Zotero RDF. Export the library as BibTeX or CSL JSON instead."],
  [/<Citavi/i, `is Citavi's XML. ${AS_BIBTEX}`],
  [/<opml\b/i, "is a list of feeds (OPML). Papers come from a feed once its address is in FEEDS."],
  [
    /<(?:rss|feed)\b|purl\.org\/rss/i,
    "is a saved feed. Put its address in FEEDS, and its papers come with every sync.",
  ],
  [
    /JATS|<article\b[^<>]{0,500}article-type|<article-meta>/,
    "is one article as XML (JATS). Import its DOI or its reference instead.",
  ],
  [/<TEI\b/, "is one document as TEI. Import its DOI or its reference instead."],
];

/** Why bytes that a file starts with are no text that can be read, and what to do, to be put after the file's `name`. */
export function problemOfBytes(head: Buffer, name: string): string | undefined {
  const start = head.subarray(0, 16).toString("hex");
  if (start.startsWith("504b0304")) {
    const zipped = ZIPPED.find(([ending]) => ending.test(name))?.[1];
    return zipped ?? `is a zip archive or an office document. ${UNPACK} (unzip)`;
  }
  const known = MAGIC.find(([magic]) => start.startsWith(magic))?.[1];
  return (
    known ?? (head.includes(0) ? `is a binary file. Papers are imported from ${IMPORTABLE}.` : undefined)
  );
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^cff-version:/m, "is a CITATION.cff. Turn it into BibTeX first: cffconvert -f bibtex"],
  [/^\d{5}[acdnp][a-z]{2}[^\n]{0,4}22\d{5}/, `is a library catalogue's MARC. ${AS_BIBTEX}`],
  [/^RT [A-Z][^\n]{2,60}\n(?:[A-Z][A-Z\d] [^\n]*\n){2}/, `is RefWorks' tagged format. ${AS_BIBTEX}`],
  [/^<\d{1,6}>\nUnique Identifier\n/, "is Ovid's own format. Export the records there as RIS instead."],
  [/^(?:TI|AU|AN|PT)- [^\n]+\n(?:[A-Z]{2}- |[ \t])/, `is a library catalogue's tagged format. ${AS_BIBTEX}`],
  [
    /^(?:From: |MIME-Version:)[\s\S]{0,2000}multipart\/related/i,
    "is a page with its pictures in one file (MHTML). Save the page again as “HTML only”.",
  ],
];

/** Why a text that a file starts with cannot be read, and what to do. */
export function problemOfText(text: string): string | undefined {
  if (text === "") return "is empty. Check that it was saved or downloaded completely.";
  const start = text.slice(0, 4000);
  const known = TEXTS.find(([sign]) => sign.test(start))?.[1];
  if (known !== undefined) return known;
  if (!/^<(?:\?xml|xml|rss|feed|opml|rdf:RDF|mods|PubmedArticle|TEI)/i.test(text) || /<html\b/i.test(text))
    return undefined;
  const kind = XML_KINDS.find(([sign]) => sign.test(start))?.[1];
  return kind ?? `is XML. Papers are imported from ${IMPORTABLE}.`;
}
