import type { PublicationDraft } from "../../found-publication.ts";
import { canonicalId } from "../../identifier.ts";
import { typeOfRis } from "../../publication-type.ts";

/** What a RIS record says of the publication; `values` gives those of a tag, in order. */
export function risPublication(values: (tag: string) => readonly string[]): PublicationDraft {
  const first = (tag: string, other = tag) => values(tag)[0] ?? values(other)[0];
  const kind = values("M3").find((text) => canonicalId(text) === undefined);
  const serials = values("SN").flatMap((text) =>
    text
      .slice(0, 1000)
      // "1546-1696 (Electronic) 1087-0156 (Linking)"
      .split(/[;,]|(?<=\))\s|\s(?=\()/)
      .map((one) => one.trim()),
  );
  const [start, end] = [first("SP"), first("EP")];
  return {
    type: typeOfRis(first("TY"), kind),
    volume: first("VL"),
    issue: first("IS"),
    number: first("C7") ?? values("M1").find((text) => canonicalId(text) === undefined),
    pages: start !== undefined && end !== undefined && end !== start ? `${start}–${end}` : start,
    series: first("T3"),
    edition: first("ET"),
    publisher: first("PB"),
    place: first("CY", "PP"),
    isbn: serials.find((text) => !isIssn(text)),
    issn: serials.find(isIssn),
  };
}

function isIssn(text: string): boolean {
  return /^(?:issn:?\s?)?\d{4}-?\d{3}[\dx]\b/i.test(text) && text.replace(/[^\dx]/gi, "").length === 8;
}
