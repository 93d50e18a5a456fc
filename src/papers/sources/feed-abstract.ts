/** What publishers put before and behind the abstracts in their feeds, and the identifiers that are in it. */
export function feedAbstract(text: string): {
  readonly abstract: string | undefined;
  readonly identifiers: readonly string[];
} {
  const identifiers: string[] = [];
  const [plain, doi] = withoutMdpiHead(text);
  if (doi !== undefined) identifiers.push(`doi:${doi}`);
  // APS puts the authors in a paragraph of their own.
  const own = plain.replace(/^\s{0,9}Author\(s\): .{0,3000}?(?:\s{2}|$)/s, "");
  let abstract = own.replace(/\s+/g, " ").trim();
  for (const prefix of PREFIXES) {
    const found = prefix.exec(abstract);
    if (found === null) continue;
    abstract = abstract.slice(found[0].length).trim();
    if (found[1] !== undefined) identifiers.push(found[1]);
  }
  for (const suffix of SUFFIXES) abstract = abstract.replace(suffix, "").trim();
  return { abstract: abstract === "" ? undefined : abstract, identifiers };
}

const PREFIXES: readonly RegExp[] = [
  // arXiv's own feeds, passed on by others.
  /^(arXiv:\S{6,40}) Announce Type: \S{1,20} (?:Abstract: )?/i,
  // Nature: "Nature Toys, Published online: 26 November 2026; doi:10.1038/s41586-026-00001-1".
  /^[^.;]{2,80}, Published online: \d{1,2} [A-Z][a-z]{2,8} \d{4}; (doi:10\.\d{4,9}\/[\w./()-]{1,100}?)(?= |$|(?<=\d)(?=[A-Z][a-z]))/,
  // Elsevier: no abstract at all.
  /^Publication date: [^:]{3,60}? ?Source: .{3,300}?(?:Author\(s\): .{0,2000})?$/,
  // Wiley: "Toys, Volume 3, Issue 2, Page 4-9, November 2026."; Science and PNAS without a page.
  /^[^.]{2,80}, (?:Volume \d{1,4}, Issue \d{1,5}, (?:Page [^.]{1,40}|[A-Z][a-z]{2,8} \d{4})|EarlyView|Ahead of Print)\. ?/,
  // Elsevier, before there is an issue: no abstract either.
  /^[^.;:]{0,80}Available online \d{1,2} [A-Z][a-z]{2,8} \d{4}$/,
  /^(?:Abstract|ABSTRACT)(?:[:.] ?|(?=[A-Z][a-z])| (?=(?:We|This|The|In|Our|Here|Background|Objective)\b))/,
];

const SUFFIXES: readonly RegExp[] = [
  // APS: "[Toy Rev. Lett. 137, 010101] Published Mon Nov 23, 2026".
  /\[[^[\]]{3,80}\] Published [A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4}$/,
];

/** MDPI begins with the issue and the title, the DOI and the authors, a line each. What is left, and the DOI. */
function withoutMdpiHead(text: string): readonly [rest: string, doi: string | undefined] {
  const doi = MDPI.exec(text)?.[1];
  if (doi === undefined) return [text, undefined];
  const lines = text.slice(text.indexOf("Authors:") + "Authors:".length).split("\n");
  const first = lines.findIndex((line) => line.trim().length > LONGEST_AUTHOR);
  return [first < 0 ? "" : lines.slice(first).join("\n"), doi];
}

const LONGEST_AUTHOR = 60;
const MDPI =
  /^\s{0,9}[^\n:]{2,100}, Vol\. \d{1,4}, Pages? \d{1,6}: [^\n]{1,500}\n[^\n]{2,120} doi: (10\.[^\s]{5,80})\s{1,9}Authors:/;
