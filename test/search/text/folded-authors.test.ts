import { expect, test } from "vitest";
import { parseFilter } from "../../../src/search/query/filters.ts";
import { foldedAuthors } from "../../../src/search/text/folded-authors.ts";
import { somePaper } from "../../support/library/papers.ts";

const AUTHORS = ["Johann Müller", "Mila Đorđević", "王小明", "Þóra Ørsted", "Arnolʹd Bee", "Ana Muell"];

test.each([
  ["müller", true],
  ["muller", true],
  ["mueller", true],
  ["j.mueller", true],
  ["đorđević", true],
  ["dordevic", true],
  ["djordjevic", true],
  ["mila.djord", true],
  ["王小明", true],
  ["王", true],
  ["小明", true],
  ["李小明", false],
  ["thora", true],
  ["orsted", true],
  ["oersted", true],
  ["arnold", true],
  ["bee.mueller", false],
  ["ller", false],
])("author:%s", (value, isFound) => {
  const accept = parseFilter("author", value, { now: 0 });
  const fields = {
    foldedTitle: "",
    published: undefined,
    votes: 0,
    categories: [],
    hasCode: false,
    hasAbstract: false,
  };
  expect(accept({ paper: somePaper(), foldedAuthors: foldedAuthors(AUTHORS), ...fields })).toBe(isFound);
});

test("names without such letters stay as they are", () => {
  expect(foldedAuthors(["Ana Bee", "Bo O'Wasp"])).toBe("ana bee\nbo owasp");
});
