import type { Name, PublicationType } from "../../paper.ts";
import { nameOfParts, readName } from "../../read-name.ts";
import { type AuthorList, readEach } from "../authors.ts";
import { paperOfReference, publicationDate } from "../reference.ts";
import type { TaggedFormat, Values } from "./tagged-records.ts";

/** MEDLINE's tagged text, which PubMed saves as .nbib or .txt. */
export const PUBMED: TaggedFormat = {
  tagged(line) {
    const [, tag, value = ""] = /^([A-Z][A-Z\d]{1,3}) {0,2}-(?: (.*))?$/s.exec(line) ?? [];
    return tag === undefined ? undefined : { tag, value: value.trim() };
  },
  begins: "PMID",
  listed: new Set(),
  paperOf(values) {
    const { all, first } = values;
    const ids = [...all("LID"), ...all("AID")];
    const doi = ids.map((id) => /^(\S+)\s\[doi\]$/i.exec(id.trim())?.[1]).find((id) => id !== undefined);
    const pmid = first("PMID")?.trim();
    const type = typeOf(values);
    const isInBook = type === "book" || type === "incollection";
    return paperOfReference({
      title: titleOf(first("TI", "TT", "BTI")),
      authors: authorsOf(values),
      identifiers: [doi],
      published: mostExact(dateOf(first("DP")), dateOf(first("DEP"))),
      abstract: first("AB", "OAB"),
      // Of a heading and its subheadings, the heading: "*Bees/physiology".
      keywords: [
        ...new Set([
          ...all("OT"),
          ...all("MH").map((term) => (term.split("/")[0] ?? "").replaceAll("*", "")),
        ]),
      ],
      venue: first("JT", "TA") ?? (type === "incollection" ? first("BTI") : undefined),
      links: [/^\d{1,9}$/.test(pmid ?? "") ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : undefined],
      publication: {
        type,
        volume: first("VI"),
        issue: first("IP"),
        pages: first("PG"),
        series: first("CTI"),
        publisher: isInBook ? first("PB") : undefined,
        place: isInBook ? first("PL") : undefined,
        editors: [...readEach(all("FED").length > 0 ? all("FED") : all("ED")).names],
        isbn: first("ISBN")?.split(" ")[0],
        issn: first("IS")?.split(" ")[0],
        pmid,
        pmcid: first("PMC"),
      },
    });
  },
};

function typeOf({ all, first }: Values): PublicationType {
  const isOfType = (name: RegExp) => all("PT").some((type) => name.test(type));
  if (isOfType(/^preprint$/i)) return "preprint";
  if (first("BTI") === undefined) return "article";
  return first("TI") !== undefined || isOfType(/^book chapter$/i) ? "incollection" : "book";
}

// Translations stand in square brackets.
function titleOf(text: string | undefined): string | undefined {
  return text?.replace(/^\[([^[\]]*)\](\.?)$/, "$1$2");
}

// Names in full, if all are said so; "Bee AC" otherwise. Groups are listed apart.
function authorsOf({ all }: Values): AuthorList {
  const [full, short] = [all("FAU"), all("AU")];
  const people =
    full.length >= short.length
      ? full.map((name) => (name.includes(",") ? readName(name) : shortName(name)))
      : short.map(shortName);
  const groups = all("CN").map((literal) => ({ literal }));
  return { names: [...people.flatMap((name) => name ?? []), ...groups], hasMore: false };
}

function shortName(name: string): Name | undefined {
  const [, family = name, initials = ""] =
    /^(.{1,200}) (\p{Lu}{1,4}(?: (?:Jr|Sr|\dnd|\drd|I{2,3}))?)$/u.exec(name) ?? [];
  return nameOfParts([family.split(" "), initials.split(" ")]);
}

// "2020 Feb 3", "2020 Jan-Feb", "2020 Winter", and 20200203 for the electronic publication.
function dateOf(text = ""): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\b/.exec(text) ?? [];
  return publicationDate(year === undefined ? text : `${year}-${month}-${day}`);
}

function mostExact(printed: string | undefined, electronic: string | undefined): string | undefined {
  return printed !== undefined && electronic?.startsWith(printed) ? electronic : (printed ?? electronic);
}
