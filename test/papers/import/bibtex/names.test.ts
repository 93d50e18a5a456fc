import { expect, test } from "vitest";
import { bibtexNames } from "../../../../src/papers/import/bibtex/names.ts";
import { displayName } from "../../../../src/papers/person-name.ts";

const tex = String.raw;

test.each([
  ["Bee, Ana and {Hive Lab} and de la Dee, Jr., Cy", ["Ana Bee", "Hive Lab", "Cy de la Dee Jr."]],
  ["Ana Bee AND Bo Wasp\n  and Cy Ant", ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  ["{The Moth and Lamp Society} and {{Nest Group}}", ["The Moth and Lamp Society", "Nest Group"]],
  [
    tex`{Mar{\'i}a de la} Bee and {\'E}va M{\"u}cke and \O rsted, Jo`,
    ["María de la Bee", "Éva Mücke", "Jo Ørsted"],
  ],
  [tex`d\textquotesingle Apis, Ana and M{\'a}rquez, {\'A}.~J.`, ["Ana d'Apis", "Á. J. Márquez"]],
  // Extended names
  [
    "family=Wasp, given=Bo, prefix=van der, useprefix=true and Bee, Ana and family=Ant, given=Cy, given-i={C}, suffix=Jr.",
    ["Bo van der Wasp", "Ana Bee", "Cy Ant Jr."],
  ],
  [
    tex`given={Ana, Maria}, family="Fly, M{\"u}cke" and {family=Lab}`,
    ["Ana, Maria Fly, Mücke", "family=Lab"],
  ],
  // Commas and semicolons where "and" should be
  ["Ana Bee, Bo Wasp, Cy Ant, Di Fly and Eva Moth", ["Ana Bee", "Bo Wasp", "Cy Ant", "Di Fly", "Eva Moth"]],
  ["Ana Bee, Bo Wasp, Cy Ant", ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  ["Ana Bee, Bo Wasp and Cy Ant", ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  ["Bee, A., Wasp, B., Ant, C.", ["A. Bee", "B. Wasp", "C. Ant"].slice(0, 3)],
  ["Bee, Ana; Wasp, Bo", ["Ana Bee", "Bo Wasp"]],
  ["{Bee, Ana and Wasp, Bo}", ["Ana Bee", "Bo Wasp"]],
  ["Ant, Cy, Jr. and King, III, Mo", ["Cy Ant Jr.", "Mo King III"]],
  ["García Lorca, Rosa María and Bee, Ana", ["Rosa María García Lorca", "Ana Bee"]],
  ["M&uuml;cke, Jan and O&#39;Bee, Bo", ["Jan Mücke", "Bo O'Bee"]],
  ["Bee A, van der Wasp BC, Ant C", ["A Bee", "BC van der Wasp", "C Ant"]],
  ["Bee A and Wasp BC", ["A Bee", "BC Wasp"]],
  ["Ana Bee & Bo Wasp \\& Cy Ant", ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  ["Bee, A., Wasp, B., & Ant, C.", ["A. Bee", "B. Wasp", "C. Ant"]],
  ["Bee & Sons", ["Bee & Sons"]],
  // Degrees follow names; in front it is one
  ["RN, Ana and Bee, PhD, Bo", ["Ana RN", "Bo Bee"]],
  ["Bee, Ana and Wasp, Bo and", ["Ana Bee", "Bo Wasp"]],
  ["Bee, Ana, PhD and Bo Wasp, M.D.", ["Ana Bee", "Bo Wasp"]],
  ["Ana Bee 0001 and Bo Wasp 0023", ["Ana Bee", "Bo Wasp"]],
  [tex`Ana Bee$^{1,2}$ and Bo Wasp* and Cy Ant (0000-0001-2345-678X)`, ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  [tex`{\L}o\'s, Jerzy and Arno\'s, Bo`, ["Jerzy Łoś", "Bo Arnoś"]],
  ["HIVE Collaboration and Ana Bee", ["HIVE Collaboration", "Ana Bee"]],
  ["李, 明 and 王 小明", ["李明", "王小明"]],
])("%j", (list, names) => {
  expect(bibtexNames(list).names.map(displayName)).toEqual(names);
});

test("keeps family names apart, and organisations whole", () => {
  expect(bibtexNames("García Lorca, Rosa and De Sanctis, Al and {Moth and Lamp}").names).toEqual([
    { family: "García Lorca", given: "Rosa" },
    { family: "De Sanctis", given: "Al" },
    { literal: "Moth and Lamp" },
  ]);
});

test("a list of whole names may end in et al.", () => {
  const { names, hasMore } = bibtexNames("Ana Bee, Bo Wasp, et al.");
  expect([names.map(displayName), hasMore]).toEqual([["Ana Bee", "Bo Wasp"], true]);
});

test.each(["Bee, Ana and others", "Bee, Ana and {others}", "Bee, Ana and et al.", "Bee, Ana et~al."])(
  "%j has more",
  (list) => {
    expect(bibtexNames(list)).toEqual({ names: [{ family: "Bee", given: "Ana" }], hasMore: true });
  },
);

test.each(["{", "and ", "a,", '"', "{{a}} and ", "\\'"])("reads a megabyte of %j", (piece) => {
  expect(bibtexNames(piece.repeat(1_000_000 / piece.length)).names.length).toBeLessThan(600_000);
});

test("in braces all of them, as ADS writes them, have their particles", () => {
  const { names } = bibtexNames(
    "{van der Wasp}, B. and {Bee}, A. and {Fly Jr.}, D. and {The HIVE Collaboration}",
  );
  expect(names).toEqual([
    { family: "Wasp", given: "B.", particle: "van der" },
    { family: "Bee", given: "A." },
    { family: "Fly", given: "D.", suffix: "Jr." },
    { literal: "The HIVE Collaboration" },
  ]);
  expect(bibtexNames("{van der Wasp}, Bo and Bee, Ana").names[0]).toEqual({
    family: "van der Wasp",
    given: "Bo",
  });
});
