import type { Name, PublicationType } from "../../paper.ts";
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
        type: isMeeting ? "inproceedings" : typeOf(values),
        volume: first("VL"),
        issue: first("IS"),
        number: first("AR"),
        // "+" stands for more pages.
        pages: [...all("BP"), ...all("EP")].filter((page) => page !== "+").join("–") || undefined,
        series: first("SE"),
        publisher: first("PU"),
        place: first("PI"),
        editors: [...readEach(all("BE")).names],
        isbn: first("BN"),
        issn: first("SN", "EI"),
        pmid: first("PM"),
      },
    });
  },
};

function typeOf({ first }: Values): PublicationType {
  const kind = first("DT") ?? "";
  if (/chapter/i.test(kind)) return "incollection";
  if (/proceedings/i.test(kind) && first("PT") !== "J") return "inproceedings";
  return first("PT") === "B" ? "book" : "article";
}

// AF has the names in full: "Bee, Ana C.", where AU has "Bee, AC".
function peopleOf({ all }: Values): readonly Name[] {
  const fuller = (full: readonly string[], short: readonly string[]) =>
    full.length >= short.length ? full : short;
  const lines = fuller(all("AF"), all("AU"));
  const named = lines.length > 0 ? lines : fuller(all("BF"), all("BA"));
  return readEach(named.filter((name) => !/^\[anonymous\]$/i.test(name))).names;
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
