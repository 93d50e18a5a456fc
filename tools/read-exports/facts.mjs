// What a program has understood of a paper, beside what the paper is: names, type, date and ids.
import { dateOf, hasOthers, namesOf, typeOf } from "../../dist/src/papers/export/reference.js";
import { TYPE_NAMES } from "../../dist/src/papers/publication-type.js";

/** How programs call entries for which a format, or the program, has no type: by the format's name for them. */
const OTHER_NAMES = new Map(
  Object.entries({
    misc: ["", "document"],
    online: ["webpage"],
    GEN: ["", "document"],
    UNPB: ["manuscript"],
    CHAP: ["chapter"],
    incollection: ["chapter"],
    inreference: ["chapter", "entry"],
    manual: ["book", "report", "document"],
    booklet: ["book", "pamphlet"],
    unpublished: ["manuscript"],
  }),
);

/** Where an item of CSL-JSON says something else than the paper that it was made of; one line each. */
export function differencesOf(item, key, paper, format) {
  const { csl, ...names } = TYPE_NAMES[typeOf(paper)];
  const types = [
    csl,
    ...(format === "csl" ? [] : (OTHER_NAMES.get(names[format === "bib" ? "bibtex" : format]) ?? [])),
  ];
  return [
    ...different("names", (item.author ?? []).map(familyOf).join("; "), familiesOf(paper)),
    ...(types.includes(item.type ?? "") ? [] : different("type", item.type, types.join(" or "))),
    ...different("date", (item.issued?.["date-parts"]?.[0] ?? []).map(Number).join("-"), dateParts(paper)),
    ...idsMissingIn(JSON.stringify(item), paper),
  ].map((line) => `${key}: ${line}`);
}

/**
 * The ids and the year of a paper that bibutils' XML does not have. It passes over an arXiv id beside a DOI, but in biblatex, and an article's
 * ISBN.
 */
export function factsMissingIn(text, key, paper) {
  const year = dateOf(paper)?.slice(0, 4) ?? "";
  const lines = text.includes(year) ? [] : [`no year ${year}`];
  const { isbn, ...publication } = paper.publication ?? {};
  const hasDoi = [paper.id, ...(paper.otherIds ?? [])].some((id) => id.startsWith("doi:"));
  const read = {
    id: hasDoi && paper.id.startsWith("arxiv:") ? "title:" : paper.id,
    otherIds: paper.otherIds?.filter((id) => !id.startsWith("arxiv:")),
    publication: typeOf(paper) === "article" ? publication : { ...publication, isbn },
  };
  return [...lines, ...idsMissingIn(text, read)].map((line) => `${key}: ${line}`);
}

function idsMissingIn(text, { id, otherIds = [], publication = {} }) {
  const ids = [id, ...otherIds]
    .filter((one) => !one.startsWith("title:"))
    .map((one) => one.replace(/^\w+:/, ""));
  const numbers = ["pmid", "pmcid", "isbn", "issn"].flatMap((name) => publication[name] ?? []);
  const plain = decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25"))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  const said = plain.replaceAll("&amp;", "&").toLowerCase();
  return [...ids, ...numbers].filter((one) => !said.includes(one.toLowerCase())).map((one) => `no ${one}`);
}

function dateParts(paper) {
  return (dateOf(paper) ?? "").split("-").filter(Boolean).map(Number).join("-");
}

function familiesOf(paper) {
  const families = namesOf(paper).map((name) =>
    "literal" in name ? name.literal : [name.particle, name.family].filter(Boolean).join(" "),
  );
  return [...families, ...(hasOthers(paper) ? ["others"] : [])].join("; ");
}

function familyOf({ family = "", literal = "", ...name }) {
  return [name["dropping-particle"], name["non-dropping-particle"], family || literal]
    .filter(Boolean)
    .join(" ");
}

function different(what, said, meant) {
  return plain(said ?? "") === plain(meant) ? [] : [`${what} ${said} instead of ${meant}`];
}

function plain(text) {
  return text.normalize("NFC").replace(/[’']\s?/g, "'");
}
