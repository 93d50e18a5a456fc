import fc from "fast-check";
import { expect, it } from "vitest";
import { writePapers } from "../../../src/papers/export/formats.ts";
import { foundPaper } from "../../../src/papers/found-paper.ts";
import { provisionalId } from "../../../src/papers/identifier.ts";
import { bibtexEntries } from "../../../src/papers/import/bibtex/bibtex.ts";
import { jsonListEntries } from "../../../src/papers/import/csl-json.ts";
import { risEntries } from "../../../src/papers/import/ris.ts";
import { type Name, type Paper, PUBLICATION_TYPES, type PublicationType } from "../../../src/papers/paper.ts";
import { bibliographyLines, foundIn, inChunks } from "../../support/library/entries.ts";
import { keptIn, READABLE, type Readable } from "../../support/library/kept-fields.ts";

const READERS: Readonly<Record<Readable, (text: string) => Promise<unknown[]>>> = {
  bib: (text) => foundIn(bibtexEntries(() => bibliographyLines(text))),
  biblatex: (text) => foundIn(bibtexEntries(() => bibliographyLines(text))),
  ris: (text) => foundIn(risEntries(bibliographyLines(text))),
  csl: (text) => foundIn(jsonListEntries(inChunks(text))),
};

const IN_A_WHOLE = new Set<PublicationType>([
  "article",
  "inproceedings",
  "inbook",
  "incollection",
  "inreference",
]);
const PREPRINTS = new Set<PublicationType>(["preprint"]);

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const names: fc.Arbitrary<Name> = fc.oneof(
  fc.record(
    {
      family: oneOf(
        "García Márquez",
        "De Santis",
        "Øster",
        "Nguyễn",
        "Łukasz-Bee",
        "O'Neil",
        "Le Cun",
        "Đặng",
      ),
      given: oneOf("Ana", "Jean-Luc", "B. C.", "Małgorzata", "Ágúst"),
      particle: maybe(oneOf("van der", "de la", "von")),
      suffix: maybe(oneOf("Jr.", "III")),
    },
    { noNullPrototype: true },
  ),
  oneOf<Name>(
    { family: "李", given: "明" },
    { family: "王", given: "小明" },
    { family: "Plato" },
    { literal: "The HIVE Collaboration" },
    { literal: "Hive and Sons Institute" },
  ),
);

const titles = fc.oneof(
  oneOf<readonly string[]>(
    ["", "LLM", "s at ", "W", "ork"],
    ["Bees & wasps: 50 % of {x}_y — a “study” of α → ∞"],
    ["On O(n²) and ℓ₁ <think> #1"],
    ["", "The Whole Of It"],
    ["Über Bienen und ", "Österreich", " – ’n’ more…"],
  ),
);

/** Papers as importers make them. */
const papers = fc
  .record({
    type: oneOf(...PUBLICATION_TYPES),
    titleParts: titles,
    names: fc.array(names, { minLength: 1, maxLength: 4 }),
    hasMore: fc.boolean(),
    venue: oneOf("Journal of Toys", "Proc. of the 3rd Toy Conf. & Fair", "NeurIPS 2024", "Grüße"),
    date: maybe(oneOf("2023", "2024-06", "2024-02-29")),
    volume: maybe(oneOf("12", "A 3")),
    issue: maybe(oneOf("4", "1-2")),
    number: maybe(oneOf("TR-17", "e123")),
    pages: maybe(oneOf("1–9", "e12", "12:1–12:30", "1–9, 12–15")),
    series: maybe(oneOf("LNCS", "Toys & Games")),
    edition: maybe(oneOf("2", "Second")),
    publisher: maybe(oneOf("MIT Press", "ETH Zürich", "O'Reilly & Sons")),
    place: maybe(oneOf("Berlin", "São Paulo")),
    editors: maybe(fc.array(names, { minLength: 1, maxLength: 2 })),
    isbn: maybe(oneOf("9780262035613", "3-16-148410-X")),
    issn: maybe(oneOf("1234-567X")),
    pmid: maybe(oneOf("123456")),
    pmcid: maybe(oneOf("PMC1234")),
    doi: maybe(oneOf("doi:10.1000/a_b", "doi:10.1002/(sici)1097(1999)50:1<1::aid-asi1>3.0.co;2-x")),
    arxiv: maybe(oneOf("arxiv:2401.00001", "arxiv:math/0309136")),
    url: maybe(oneOf("https://toys.example.org/a_b~c%20d?x=1&y=2#z")),
  })
  .map(({ type, titleParts, hasMore, venue, doi, arxiv, date, names, url, ...rest }): Paper => {
    const isPreprint = PREPRINTS.has(type);
    const isInWhole = IN_A_WHOLE.has(type);
    const onArxiv = isPreprint ? "arxiv:2401.00001" : isInWhole ? arxiv : undefined;
    const ids = [onArxiv, isPreprint ? undefined : doi].filter((one) => one !== undefined);
    const title = titleParts.join("");
    const facts = isPreprint ? {} : { ...rest, ...(isInWhole && { date }) };
    const found = foundPaper({
      id: ids[0],
      otherIds: ids.slice(1),
      title,
      names,
      authorsCount: hasMore ? names.length + 1 : undefined,
      published: date,
      venue: isInWhole ? venue : undefined,
      categories: onArxiv === undefined ? [] : ["cs.CL"],
      url,
      publication: { type, ...facts, titleParts: titleParts.length > 1 ? [...titleParts] : undefined },
    });
    if (typeof found === "string") throw new Error(found);
    return { ...found, id: found.id ?? provisionalId(found.title) };
  });

it.each(READABLE)("%s gives back every field that it can hold", async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(papers, { minLength: 1, maxLength: 3 }), async (some) => {
      const cited = some.map((paper, at) => ({ key: `bee2026toy${at}`, paper }));
      const back = await READERS[format](await writePapers(cited, format, "Papers"));
      expect(back).toHaveLength(some.length);
      for (const [at, paper] of some.entries()) {
        const { Link: _, "Protected capitals": told, ...expected } = keptIn(format, paper);
        const {
          Link: link,
          "Protected capitals": protectedWords,
          ...got
        } = keptIn(format, back[at] as Paper);
        expect(got).toEqual(expected);
        if (paper.url !== undefined) expect(link).toBe(paper.url);
        if (told !== undefined) expect(protectedWords).toEqual(told);
      }
    }),
    { numRuns: 150 },
  );
});
