import { expect, test } from "vitest";
import { authorsInLines, authorsInList, readAuthors, readEach } from "../../../src/papers/import/authors.ts";

test.each([
  ["Ana Bee", ["Ana Bee"]],
  ["Ana Bee, Cy Dee and Eve Fly", ["Ana Bee", "Cy Dee", "Eve Fly"]],
  ["Ana Bee, Cy Dee, and Eve Fly", ["Ana Bee", "Cy Dee", "Eve Fly"]],
  ["Ana Bee & Cy Dee", ["Ana Bee", "Cy Dee"]],
  ["Ana Bee (Hive, Rome), Cy Dee", ["Ana Bee", "Cy Dee"]],
  ["Bee, Ana; Dee, Cy", ["Ana Bee", "Cy Dee"]],
  ["Bee, Ana and Dee, Cy", ["Ana Bee", "Cy Dee"]],
  ["Ana Bee, Jr., Cy Dee III", ["Ana Bee Jr.", "Cy Dee III"]],
  ["Ana Bee et al.", ["Ana Bee"]],
  ["Andy Sand, Brandy Land", ["Andy Sand", "Brandy Land"]],
  ["", []],
  // Names turned round
  ["Bee, A., Wasp, B. C., Ant, D.", ["A. Bee", "B. C. Wasp", "D. Ant"]],
  ["Bee, A., Wasp, B. and Ant, D.", ["A. Bee", "B. Wasp", "D. Ant"]],
  ["Bee A, van der Wasp BC, Ant D", ["A Bee", "BC van der Wasp", "D Ant"]],
  ["Bee, Ana", ["Ana Bee"]],
  ["Bee, Ana; Wasp, Bo, Jr.; and Ant, Cy", ["Ana Bee", "Bo Wasp Jr.", "Cy Ant"]],
  ["Bee, Ana; Wasp, Bo and Ant, Cy", ["Ana Bee", "Bo Wasp", "Cy Ant"]],
  // Affiliations and footnotes
  [
    "Ana Bee (1), Bo Wasp (1 and 2), Cy Ant (2) ((1) Dept. of Hives, Rome, (2) Nest (and Twig) Lab)",
    ["Ana Bee", "Bo Wasp", "Cy Ant"],
  ],
  ["Ana Bee (Hive, Bo Wasp", ["Ana Bee Hive", "Bo Wasp"]],
  ["Ana Bee*, Bo Wasp¹,², Cy Ant^{1,2}, Di Fly [3]", ["Ana Bee", "Bo Wasp", "Cy Ant", "Di Fly"]],
  ["Ana Bee, PhD, Bo Wasp, MD", ["Ana Bee", "Bo Wasp"]],
  // Groups of people
  ["HIVE Collaboration: Di Fly, Eva Moth", ["HIVE Collaboration", "Di Fly", "Eva Moth"]],
  ["The ANT and BEE Collaborations: Di Fly", ["The ANT and BEE Collaborations", "Di Fly"]],
  ["Di Fly, Eva Moth, for the HIVE Collaboration", ["Di Fly", "Eva Moth", "HIVE Collaboration"]],
  ["Di Fly, Eva Moth on behalf of the NEST Consortium", ["Di Fly", "Eva Moth", "NEST Consortium"]],
  ["Di Fly and the HIVE Collaboration", ["Di Fly", "HIVE Collaboration"]],
  ["Di Fly, Eva Moth (for the HIVE Collaboration)", ["Di Fly", "Eva Moth", "HIVE Collaboration"]],
  // Addresses and entities
  ["bee@example.org (Ana Bee)", ["Ana Bee"]],
  ["Ana Bee <ana.bee@example.org>, Bo Wasp", ["Ana Bee", "Bo Wasp"]],
  ["editor@example.org", []],
  ["M&uuml;cke, Jan; Bee, Ana", ["Jan Mücke", "Ana Bee"]],
  // More of them
  ["Ana Bee, Bo Wasp, et al.", ["Ana Bee", "Bo Wasp"]],
  ["Ana Bee and 12 others", ["Ana Bee"]],
])("%j", (line, names) => {
  expect(authorsInLines([line]).authors).toEqual(names);
});

test("a list may say that there are more", () => {
  expect(readAuthors("Ana Bee et al.").hasMore).toBe(true);
  expect(readAuthors("Ana Bee and others").hasMore).toBe(true);
  expect(readAuthors("Ana Bee and Bo Others").hasMore).toBe(false);
  expect(authorsInLines(["Ana Bee, et al.", "Ana Bee", "Bo Wasp"])).toEqual({
    authors: ["Ana Bee", "Bo Wasp"],
    authorsCount: 3,
  });
  expect(authorsInList(["Bee, Ana", "others"])).toEqual({ authors: ["Bee, Ana"], authorsCount: 2 });
  expect(authorsInList(["Ana Bee"])).toEqual({ authors: ["Ana Bee"], authorsCount: undefined });
  expect(readEach(["Bee AC", "van der Wasp B"]).names).toEqual([
    { family: "Bee", given: "AC" },
    { family: "Wasp", given: "B", particle: "van der" },
  ]);
  expect(readEach(["Bee, Ana", "et al."])).toEqual({
    names: [{ family: "Bee", given: "Ana" }],
    hasMore: true,
  });
});
