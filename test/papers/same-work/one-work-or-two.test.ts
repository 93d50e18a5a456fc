import { describe, expect, test } from "vitest";
import { type Draft, foundPaper } from "../../../src/papers/found-paper.ts";
import type { PublicationDraft } from "../../../src/papers/found-publication.ts";
import type { PublicationType } from "../../../src/papers/paper.ts";
import { groupRecords } from "../../../src/papers/same-work/group-records.ts";
import { knownRecord, normalRecord } from "../../../src/papers/same-work/known-record.ts";

type Told = Draft & { readonly w: number };

/** A record of the work `w`, with the authors between semicolons. */
function p(w: number, title: string, authors: string, published?: string, more: Draft = {}): Told {
  return { w, title, authors: authors === "" ? [] : authors.split("; "), published, ...more };
}

function pub(type: PublicationType, more: PublicationDraft = {}): Draft {
  return { publication: { type, ...more } };
}

/** What people have in one library, and which of it is one work. */
const CASES: readonly (readonly [name: string, records: readonly Told[]])[] = [
  [
    "book and article, one author, both no id",
    [
      p(1, "Bees in Mazes", "Ana Bee", "2020", { venue: "Journal of Toys", ...pub("article") }),
      p(2, "Bees in Mazes", "Ana Bee", "2021", { ...pub("book", { publisher: "Hive Press" }) }),
    ],
  ],
  [
    "thesis and article of one title",
    [
      p(1, "How Wooden Mazes Teach Bees", "Ana Bee", "2020", {
        id: "doi:10.1000/maze.1",
        venue: "Journal of Toys",
        ...pub("article"),
      }),
      p(2, "How Wooden Mazes Teach Bees", "Ana Bee", "2020", {
        ...pub("phdthesis", { publisher: "Hive University" }),
      }),
    ],
  ],
  [
    "dataset with a DOI and its preprint",
    [
      p(1, "A Census of Toy Wasps", "Bo Wasp; Ana Bee", "2021-03", { id: "arxiv:2103.00042" }),
      p(2, "A Census of Toy Wasps", "Bo Wasp; Ana Bee", "2021", {
        id: "doi:10.5281/zenodo.42",
        ...pub("dataset", { publisher: "Zenodo" }),
      }),
    ],
  ],
  [
    "software without id and its paper",
    [
      p(1, "MazeKit: Mazes for Toy Bees", "Cy Ant", "2022", {
        id: "doi:10.21105/joss.42",
        venue: "Journal of Open Toys",
        ...pub("article"),
      }),
      p(2, "MazeKit: Mazes for Toy Bees", "Cy Ant", "2022", { ...pub("software") }),
    ],
  ],
  [
    "editions of a book without ids",
    [
      p(
        1,
        "An Introduction to Toy Bees",
        "Di Fly",
        "2010",
        pub("book", { edition: "1", publisher: "Hive Press" }),
      ),
      p(
        2,
        "An Introduction to Toy Bees",
        "Di Fly",
        "2011",
        pub("book", { edition: "2", publisher: "Hive Press" }),
      ),
    ],
  ],
  [
    "volumes of a work without ids",
    [
      p(1, "Handbook of Small Insects", "Eva Moth", "2001", pub("book", { volume: "1" })),
      p(2, "Handbook of Small Insects", "Eva Moth", "2002", pub("book", { volume: "2" })),
    ],
  ],
  [
    "parts I and II",
    [
      p(1, "On the Flight of Moths. Part I", "Eva Moth", "1999", { venue: "Annals of Lamps" }),
      p(2, "On the Flight of Moths. Part II", "Eva Moth", "1999", { venue: "Annals of Lamps" }),
    ],
  ],
  [
    "two errata of one author in one journal",
    [
      p(1, "Erratum", "Ana Bee", "2020", {
        venue: "Journal of Toys",
        ...pub("article", { volume: "3", pages: "5" }),
      }),
      p(2, "Erratum", "Ana Bee", "2021", {
        venue: "Journal of Toys",
        ...pub("article", { volume: "4", pages: "77" }),
      }),
    ],
  ],
  [
    "erratum with the DOI of its article",
    [
      p(1, "Toy Bees Solve Wooden Mazes", "Ana Bee; Bo Wasp", "2020", {
        id: "doi:10.1000/toy.9",
        venue: "Journal of Toys",
        ...pub("article", { pages: "1–9" }),
      }),
      p(2, "Erratum: Toy Bees Solve Wooden Mazes", "Ana Bee; Bo Wasp", "2021", {
        id: "doi:10.1000/toy.9",
        venue: "Journal of Toys",
        ...pub("article", { pages: "301" }),
      }),
    ],
  ],
  [
    "erratum with its own DOI",
    [
      p(1, "Toy Bees Solve Wooden Mazes", "Ana Bee; Bo Wasp", "2020", {
        id: "doi:10.1000/toy.9",
        venue: "Journal of Toys",
      }),
      p(2, "Erratum: Toy Bees Solve Wooden Mazes", "Ana Bee; Bo Wasp", "2021", {
        id: "doi:10.1000/toy.10",
        venue: "Journal of Toys",
      }),
    ],
  ],
  [
    "review of a book under its title",
    [
      p(1, "The Life of Paper Wasps", "Bo Wasp", "2015", pub("book", { publisher: "Nest Press" })),
      p(2, "The Life of Paper Wasps", "Gus Mite", "2016", { venue: "Annals of Lamps", ...pub("article") }),
    ],
  ],
  [
    "two chapters with the DOI of their book",
    [
      p(1, "Nests of Paper", "Bo Wasp", "2015", {
        id: "doi:10.1000/978-1",
        venue: "Handbook of Nests",
        ...pub("incollection", { pages: "1–20" }),
      }),
      p(2, "Nests of Mud", "Bo Wasp", "2015", {
        id: "doi:10.1000/978-1",
        venue: "Handbook of Nests",
        ...pub("incollection", { pages: "21–40" }),
      }),
    ],
  ],
  [
    "one DOI, title shortened",
    [
      p(1, "Honey: A History of Sweet Things", "Flo Gnat", "2003", {
        id: "doi:10.1000/honey.1",
        venue: "Annals of Lamps",
        ...pub("article", { pages: "1–20" }),
      }),
      p(1, "Honey", "F. Gnat", "2003", {
        id: "doi:10.1000/honey.1",
        venue: "Ann. Lamps",
        ...pub("article", { pages: "1–20" }),
      }),
    ],
  ],
  [
    "one arXiv id, retitled",
    [
      p(1, "Do Bees Count?", "Ana Bee; Bo Wasp", "2020-05", { id: "arxiv:2005.00042" }),
      p(1, "Numerosity in Social Insects", "Ana Bee; Bo Wasp", "2021-01", { id: "arxiv:2005.00042" }),
    ],
  ],
  [
    "translation under one DOI",
    [
      p(1, "Über die Tänze der Bienen", "Karl Imker", "1950", {
        id: "doi:10.1000/tanz.1",
        venue: "Annalen der Bienen",
      }),
      p(1, "On the Dances of Bees", "Karl Imker", "1950", {
        id: "doi:10.1000/tanz.1",
        venue: "Annalen der Bienen",
      }),
    ],
  ],
  [
    "poster without id and the paper",
    [
      p(1, "Ants Carry Honey in the Rain", "Cy Ant; Di Fly", "2024", {
        id: "doi:10.1000/rain.1",
        venue: "Proceedings of ToyConf 2024",
        ...pub("inproceedings"),
      }),
      p(1, "Ants Carry Honey in the Rain", "Cy Ant; Di Fly", "2024", {
        venue: "ToyConf",
        ...pub("inproceedings"),
      }),
    ],
  ],
  [
    "talk elsewhere, a year later, no id",
    [
      p(1, "Ants Carry Honey in the Rain", "Cy Ant; Di Fly", "2024", {
        id: "doi:10.1000/rain.1",
        venue: "Proceedings of ToyConf 2024",
      }),
      p(2, "Ants Carry Honey in the Rain", "Cy Ant", "2025", { venue: "Workshop on Weather and Insects" }),
    ],
  ],
  [
    "preprint and published, same year",
    [
      p(1, "Mites on Mars", "Gus Mite; Hal Tick", "2022-02", { id: "arxiv:2202.00042" }),
      p(1, "Mites on Mars", "Gus Mite; Hal Tick", "2022", {
        id: "doi:10.1000/mars.1",
        venue: "Journal of Far Places",
      }),
    ],
  ],
  [
    "preprint and two published",
    [
      p(1, "Mites on Mars", "Gus Mite; Hal Tick", "2022-02", { id: "arxiv:2202.00042" }),
      p(2, "Mites on Mars", "Gus Mite; Hal Tick", "2022", { id: "doi:10.1000/mars.1", venue: "ToyConf" }),
      p(3, "Mites on Mars", "Gus Mite; Hal Tick", "2023", {
        id: "doi:10.1000/mars.2",
        venue: "Journal of Far Places",
      }),
    ],
  ],
  [
    "preprint, published, and once without id",
    [
      p(1, "Mites on Mars", "Gus Mite; Hal Tick", "2022-02", { id: "arxiv:2202.00042" }),
      p(1, "Mites on Mars", "Gus Mite; Hal Tick", "2022", {
        id: "doi:10.1000/mars.1",
        venue: "Journal of Far Places",
      }),
      p(1, "Mites on Mars", "G. Mite; H. Tick", "2023", { venue: "J. Far Places" }),
    ],
  ],
  [
    "bioRxiv and journal",
    [
      p(1, "The gut of toy wasps", "Bo Wasp; Ana Bee", "2021-06-01", { id: "doi:10.1101/2021.06.01.000042" }),
      p(1, "The gut of toy wasps", "Bo Wasp; Ana Bee", "2022-03-01", {
        id: "doi:10.1000/gut.1",
        venue: "Cells and Toys",
      }),
    ],
  ],
  [
    "preprint and chapter six years later",
    [
      p(1, "The gut of toy wasps", "Bo Wasp; Ana Bee", "2015-06", { id: "arxiv:1506.00042" }),
      p(2, "The gut of toy wasps", "Bo Wasp; Ana Bee", "2021", {
        id: "doi:10.1000/gut.9",
        venue: "Handbook of Guts",
      }),
    ],
  ],
  [
    "Introduction of two books, one editor",
    [
      p(1, "Introduction", "Eva Moth", "2001", {
        venue: "Handbook of Small Insects",
        ...pub("incollection", { pages: "1–10" }),
      }),
      p(2, "Introduction", "Eva Moth", "2002", {
        venue: "Annals of Lamps",
        ...pub("article", { pages: "3–4" }),
      }),
    ],
  ],
  [
    "editorials of one editor in one journal",
    [
      p(1, "Editorial", "Eva Moth", "2001", {
        venue: "Annals of Lamps",
        ...pub("article", { volume: "10", issue: "1", pages: "1–2" }),
      }),
      p(2, "Editorial", "Eva Moth", "2001", {
        venue: "Annals of Lamps",
        ...pub("article", { volume: "10", issue: "2", pages: "101–102" }),
      }),
    ],
  ],
  [
    "same author, same title, years apart",
    [
      p(1, "Recent Progress in Bee Mazes", "Ana Bee", "2010", { venue: "Journal of Toys" }),
      p(2, "Recent Progress in Bee Mazes", "Ana Bee", "2018", { venue: "Journal of Toys" }),
    ],
  ],
  [
    "reply and comment",
    [
      p(1, "Comment on “Toy Bees Solve Wooden Mazes”", "Gus Mite", "2021", { venue: "Journal of Toys" }),
      p(2, "Reply to Comment on “Toy Bees Solve Wooden Mazes”", "Ana Bee", "2021", {
        venue: "Journal of Toys",
      }),
      p(3, "Toy Bees Solve Wooden Mazes", "Ana Bee", "2020", { venue: "Journal of Toys" }),
    ],
  ],
  [
    "two replies of one author",
    [
      p(1, "Reply", "Ana Bee", "2021", {
        venue: "Journal of Toys",
        ...pub("article", { volume: "5", pages: "10" }),
      }),
      p(2, "Reply", "Ana Bee", "2021", {
        venue: "Annals of Lamps",
        ...pub("article", { volume: "9", pages: "10" }),
      }),
    ],
  ],
  [
    "supplement with the same DOI and title suffix",
    [
      p(1, "Wings of Glass", "Flo Gnat", "2019", { id: "doi:10.1000/wings.1", venue: "Journal of Toys" }),
      p(1, "Wings of Glass (Supplementary Material)", "Flo Gnat", "2019", {
        id: "doi:10.1000/wings.1",
        venue: "Journal of Toys",
      }),
    ],
  ],
  [
    "Mendeley id on three works",
    [
      p(1, "Night Flights of Moths", "Eva Moth", "2012", { id: "arxiv:1011.1669" }),
      p(2, "Kitchen Ants", "Cy Ant", "2008", { id: "arxiv:1011.1669", otherIds: ["doi:10.1000/kitchen.1"] }),
      p(3, "Honey Prices", "Flo Gnat", "2013", { id: "arxiv:1011.1669" }),
    ],
  ],
  [
    "copied DOI on another work",
    [
      p(1, "Night Flights of Moths", "Eva Moth", "2012", {
        id: "doi:10.1000/night.7",
        venue: "Annals of Lamps",
      }),
      p(2, "Kitchen Ants Like Sugar", "Cy Ant", "2008", {
        id: "doi:10.1000/night.7",
        venue: "Journal of Toys",
      }),
    ],
  ],
  [
    "no id, first author differs by script",
    [
      p(1, "Bees of the Eastern Hills", "Xiaoming Wang; Li Ming", "2020", { venue: "Journal of Toys" }),
      p(1, "Bees of the Eastern Hills", "王小明; 李明", "2020", { venue: "Journal of Toys" }),
    ],
  ],
  [
    "no id, initials and turned names",
    [
      p(1, "Lamps and Their Moths", "Eva Maria Moth; Flo Gnat", "2014", { venue: "Annals of Lamps" }),
      p(1, "Lamps and their moths", "x", "2014", {
        names: [
          { family: "Moth", given: "E" },
          { family: "Gnat", given: "F" },
        ],
        venue: "Ann. Lamps",
      }),
    ],
  ],
  [
    "title only, telling, one work",
    [
      p(1, "Lamps and Their Moths in Winter", "Eva Moth", "2014", { id: "doi:10.1000/lamps.1" }),
      p(1, "Lamps and Their Moths in Winter", "", undefined),
    ],
  ],
  [
    "title only, two works",
    [
      p(1, "Lamps and Their Moths in Winter", "Eva Moth", "2014", { id: "doi:10.1000/lamps.1" }),
      p(2, "Lamps and Their Moths in Winter", "Gus Mite", "2004", { id: "doi:10.1000/lamps.2" }),
      p(3, "Lamps and Their Moths in Winter", "", undefined),
    ],
  ],
  [
    "conference and journal version without ids",
    [
      p(1, "Sorting Honey Fast", "Hal Tick; Ana Bee", "2018", { venue: "ToyConf", ...pub("inproceedings") }),
      p(2, "Sorting Honey Fast", "Hal Tick; Ana Bee", "2019", {
        venue: "Journal of Sorting",
        ...pub("article"),
      }),
    ],
  ],
  [
    "report series, same title each year",
    [
      p(1, "Annual Report of the Wasp Panel", "Wasp Panel", "2019", pub("report", { number: "7" })),
      p(2, "Annual Report of the Wasp Panel", "Wasp Panel", "2020", pub("report", { number: "8" })),
    ],
  ],
  [
    "patent and paper",
    [
      p(1, "Method for Guiding Bees", "Ana Bee", "2019", {
        id: "doi:10.1000/guide.1",
        venue: "Journal of Toys",
        ...pub("article"),
      }),
      p(2, "Method for Guiding Bees", "Ana Bee", "2019", pub("patent", { number: "US 42" })),
    ],
  ],
  [
    "preprint and thesis with handle, no id",
    [
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021-05", { id: "arxiv:2105.00042" }),
      p(
        2,
        "Learning to Count Like a Wasp",
        "Bo Wasp",
        "2021",
        pub("phdthesis", { publisher: "Nest Institute" }),
      ),
    ],
  ],
  [
    "preprint (no venue) and article without id",
    [
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021-05", { id: "arxiv:2105.00042" }),
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2022", {
        venue: "Journal of Toys",
        ...pub("article"),
      }),
    ],
  ],
  [
    "misc entry of an article",
    [
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021", {
        id: "doi:10.1000/count.1",
        venue: "Journal of Toys",
        ...pub("article", { volume: "4", pages: "3–9" }),
      }),
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021", pub("misc")),
    ],
  ],
  [
    "online entry of an article",
    [
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021", {
        id: "doi:10.1000/count.1",
        venue: "Journal of Toys",
        ...pub("article"),
      }),
      p(1, "Learning to Count Like a Wasp", "Bo Wasp", "2021", {
        url: "https://toys.example.org/count",
        ...pub("online"),
      }),
    ],
  ],
  [
    "book with and without edition",
    [
      p(
        1,
        "An Introduction to Toy Bees",
        "Di Fly",
        "2010",
        pub("book", { edition: "2", publisher: "Hive Press" }),
      ),
      p(1, "An Introduction to Toy Bees", "Di Fly", "2010", pub("book", { publisher: "Hive Press" })),
    ],
  ],
  [
    "edition said in two ways",
    [
      p(1, "An Introduction to Toy Bees", "Di Fly", "2010", pub("book", { edition: "2nd" })),
      p(1, "An Introduction to Toy Bees", "Di Fly", "2010", pub("book", { edition: "Second edition" })),
      p(1, "An Introduction to Toy Bees", "Di Fly", "2010", pub("book", { edition: "2" })),
    ],
  ],
  [
    "inbook and book chapter kinds",
    [
      p(1, "Nests of Paper and Silk", "Bo Wasp", "2015", {
        venue: "Handbook of Nests",
        ...pub("incollection"),
      }),
      p(1, "Nests of Paper and Silk", "Bo Wasp", "2015", { venue: "Handbook of Nests", ...pub("inbook") }),
    ],
  ],
  [
    "article and article number",
    [
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018", {
        venue: "Journal of Sorting",
        ...pub("article", { volume: "12", pages: "345" }),
      }),
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018", {
        venue: "J. Sorting",
        ...pub("article", { volume: "12", pages: "e345" }),
      }),
    ],
  ],
  [
    "dataset of an article, both DOIs",
    [
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018", {
        id: "doi:10.1000/sort.1",
        venue: "Journal of Sorting",
      }),
      p(2, "Sorting Honey Very Fast", "Hal Tick", "2018", { id: "doi:10.5061/dryad.42", ...pub("dataset") }),
    ],
  ],
  [
    "dataset, preprint and article",
    [
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018-01", { id: "arxiv:1801.00042" }),
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018", {
        id: "doi:10.1000/sort.1",
        venue: "Journal of Sorting",
        ...pub("article"),
      }),
      p(2, "Sorting Honey Very Fast", "Hal Tick", "2018", { id: "doi:10.5061/dryad.42", ...pub("dataset") }),
    ],
  ],
  [
    "zenodo PDF of a preprint (report)",
    [
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018-01", { id: "arxiv:1801.00042" }),
      p(1, "Sorting Honey Very Fast", "Hal Tick", "2018", { id: "doi:10.5281/zenodo.7", ...pub("report") }),
    ],
  ],
];

/** The records by their works, each as the number that the case gives it. */
function worksOf(told: readonly Told[]): readonly string[] {
  const numbers = new Map<string, number>();
  const records = told.map(({ w, ...draft }) => {
    const found = foundPaper(draft);
    if (typeof found === "string") throw new Error(found);
    const record = knownRecord(normalRecord(found));
    numbers.set(record.digest, w);
    return record;
  });
  return groupRecords(records, [])
    .map((work) => work.records.map(({ digest }) => numbers.get(digest)).join(""))
    .sort();
}

describe("records of one title or one id", () => {
  test.each(CASES)("%s", (_, told) => {
    const numbers = told.map(({ w }) => String(w));
    const right = [...new Set(numbers)]
      .map((one) => numbers.filter((other) => other === one).join(""))
      .sort();
    expect(worksOf(told)).toEqual(right);
    expect(worksOf([...told].reverse())).toEqual(right);
  });
});
