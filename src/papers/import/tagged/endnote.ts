import type { PublicationType } from "../../paper.ts";
import { typeOfBibtex } from "../../publication-type.ts";
import { readEach } from "../authors.ts";
import { keywordsOf, paperOfReference, publicationDate } from "../reference.ts";
import type { TaggedFormat } from "./tagged-records.ts";

/** EndNote's tagged text (.enw), also known as Refer or BibIX. */
export const ENDNOTE: TaggedFormat = {
  tagged(line) {
    const [, tag, value = ""] = /^%([0-9A-Z@!?#$&*^~+|<>()[\]\\:=-])(?:\s(.*))?$/s.exec(line) ?? [];
    return tag === undefined ? undefined : { tag, value: value.trim() };
  },
  begins: "0",
  listed: new Set(["A", "E", "K"]),
  paperOf({ all, first }) {
    const links = [...all("U"), ...all(">")];
    const named = TYPES.get(first("0")?.toLowerCase() ?? "") ?? "misc";
    const type = named === "thesis" ? typeOfBibtex("thesis", first("9")) : named;
    // A book is in a series and in nothing else; of a report it is the number that stands where others have that of the series.
    const venue = type === "book" ? undefined : first("J", "B", "S");
    const serial = first("@");
    const isNumber = type === "report" || type === "patent";
    const isIssn = /^\d{4}-?\d{3}[\dx]$/i.test(serial ?? "");
    const editors = readEach([...all("E")]);
    const hasAuthors = all("A", "?").length > 0;
    return paperOfReference({
      title: first("T"),
      authors: hasAuthors ? readEach(all("A").length > 0 ? all("A") : all("?")) : editors,
      identifiers: [...all("R"), ...all("M"), ...all("F")],
      notes: [...all("Z"), ...all("M"), ...all("2").map((pmcid) => `PMCID: ${pmcid}`)],
      published: [...all("D"), ...all("8")]
        .flatMap((date) => publicationDate(date) ?? [])
        .reduce<string | undefined>(
          (best, date) => (best === undefined || date.startsWith(best) ? date : best),
          undefined,
        ),
      abstract: first("X"),
      keywords: all("K").flatMap(keywordsOf),
      venue,
      links,
      publication: {
        type,
        volume: first("V"),
        issue: first("N"),
        number: isNumber ? serial : undefined,
        pages: first("P"),
        series: [...all("S"), ...(type === "book" ? all("B") : [])].find((name) => name !== venue),
        edition: first("7"),
        publisher: first("I"),
        place: first("C"),
        editors: hasAuthors ? [...editors.names] : undefined,
        issn: isIssn ? serial : undefined,
        isbn: isIssn || isNumber ? undefined : serial,
      },
    });
  },
};

const TYPES: ReadonlyMap<string, PublicationType> = new Map<string, PublicationType>([
  ["journal article", "article"],
  ["electronic article", "article"],
  ["magazine article", "article"],
  ["newspaper article", "article"],
  ["conference paper", "inproceedings"],
  ["conference proceedings", "inproceedings"],
  ["book", "book"],
  ["edited book", "book"],
  ["electronic book", "book"],
  ["book section", "incollection"],
  ["electronic book section", "incollection"],
  ["encyclopedia", "inreference"],
  ["thesis", "thesis"],
  ["report", "report"],
  ["government document", "report"],
  ["manuscript", "unpublished"],
  ["unpublished work", "unpublished"],
  ["web page", "online"],
  ["blog", "online"],
  ["dataset", "dataset"],
  ["computer program", "software"],
  ["patent", "patent"],
  ["preprint", "preprint"],
]);
