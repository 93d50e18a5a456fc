/** What publishers put before and behind the abstracts in their feeds, and the identifiers that are in it. */
export function feedAbstract(text: string): {
  readonly abstract: string | undefined;
  readonly identifiers: readonly string[];
} {
  const identifiers: string[] = [];
  // APS says the authors in a paragraph of their own.
  const own = text.replace(/^\s{0,9}Author\(s\): .{0,3000}?(?:\s{2}|$)/s, "");
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
  // Wiley: "Toys, Volume 3, Issue 2, Page 4-9, November 2026."
  /^[^.]{2,80}, (?:Volume \d{1,4}, Issue \d{1,4}, Page [^.]{1,40}|EarlyView)\. ?/,
  /^(?:Abstract|ABSTRACT)(?:[:.] ?|(?=[A-Z][a-z])| (?=(?:We|This|The|In|Our|Here|Background|Objective)\b))/,
];

const SUFFIXES: readonly RegExp[] = [
  // APS: "[Toy Rev. Lett. 137, 010101] Published Mon Nov 23, 2026".
  /\[[^[\]]{3,80}\] Published [A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4}$/,
];
