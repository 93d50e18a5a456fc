import type { Name } from "../../paper.ts";
import { readEach } from "../authors.ts";
import { keywordsOf, paperOfReference, publicationDate } from "../reference.ts";
import type { TaggedFormat, Values } from "./tagged-records.ts";

/** Web of Science's plain text (.txt, .ciw): two letters a field, more lines of it indented. */
export const WEB_OF_SCIENCE: TaggedFormat = {
  tagged(line) {
    const [, tag, value = ""] = /^([A-Z][A-Z\d])(?: (.*))?$/s.exec(line.trimEnd()) ?? [];
    return tag === undefined ? undefined : { tag, value: value.trim() };
  },
  begins: "PT",
  ends: "ER",
  outside: new Set(["FN", "VR", "EF"]),
  listed: new Set(["AU", "AF", "BA", "BF", "CA", "GP", "BE"]),
  paperOf(values) {
    const { all, first } = values;
    const isMeeting = first("CT") !== undefined && first("PT") !== "J";
    return paperOfReference({
      title: first("TI"),
      authors: { names: [...peopleOf(values), ...groupsOf(all("CA"))], hasMore: false },
      identifiers: all("DI"),
      published: publishedOf(values),
      abstract: first("AB"),
      keywords: [...new Set([...all("DE"), ...all("ID")].flatMap(keywordsOf))],
      venue: first("SO"),
      links: all("DL"),
      publication: {
        type: first("PT") === "B" ? "book" : isMeeting ? "inproceedings" : "article",
        volume: first("VL"),
        issue: first("IS"),
        number: first("AR"),
        pages: [first("BP"), first("EP")].filter(Boolean).join("–") || undefined,
        publisher: first("PU"),
        place: first("PI"),
        editors: [...readEach(all("BE")).names],
        isbn: first("BN"),
        issn: first("SN"),
        pmid: first("PM"),
      },
    });
  },
};

// AF has the names in full: "Bee, Ana C.", where AU has "Bee, AC".
function peopleOf({ all }: Values): readonly Name[] {
  const [full, short, ofBook] = [all("AF"), all("AU"), all("BF", "BA")];
  const lines = full.length >= short.length ? full : short;
  return readEach(lines.length > 0 ? lines : ofBook).names;
}

function groupsOf(lines: readonly string[]): readonly Name[] {
  return lines
    .flatMap((line) => line.split(";"))
    .flatMap((group) => (group.trim() === "" ? [] : { literal: group.trim() }));
}

// The year and, apart from it, "NOV 17", "NOV-DEC" or "SPR".
function publishedOf({ first }: Values): string | undefined {
  const [year = "", day = ""] = [first("PY"), first("PD")];
  if (year === "") return publicationDate(first("EA") ?? "");
  return publicationDate(
    /^[A-Z]{3}(?: \d{1,2})?$/i.test(day)
      ? `${day} ${year}`
      : `${/^[A-Z]{3}-/i.test(day) ? day.slice(0, 3) : ""} ${year}`,
  );
}
