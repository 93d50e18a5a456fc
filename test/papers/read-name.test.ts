import { expect, test } from "vitest";
import { displayName } from "../../src/papers/person-name.ts";
import { nameInParts, nameOfParts, readName, usualName } from "../../src/papers/read-name.ts";

test.each([
  ["Ana Bee", { family: "Bee", given: "Ana" }],
  ["Plato", { family: "Plato" }],
  ["Bo van der Wasp", { family: "Wasp", given: "Bo", particle: "van der" }],
  ["Luis de la Vallée Poussin", { family: "Vallée Poussin", given: "Luis", particle: "de la" }],
  ["Alessandra De Sanctis", { family: "De Sanctis", given: "Alessandra" }],
  ["Sam Van Der Berg", { family: "Van Der Berg", given: "Sam" }],
  ["Di Fly", { family: "Fly", given: "Di" }],
  ["José Ortega y Gasset", { family: "Ortega y Gasset", given: "José" }],
  ["Nguyễn Văn Bình", { family: "Bình", given: "Nguyễn Văn" }],
  ["Ana d'Apis", { family: "d'Apis", given: "Ana" }],
  ["Cy Ant Jr.", { family: "Ant", given: "Cy", suffix: "Jr." }],
  ["Martin King III", { family: "King", given: "Martin", suffix: "III" }],
  ["Henry V", { family: "V", given: "Henry" }],
  ["Wasp, Bo", { family: "Wasp", given: "Bo" }],
  ["van der Wasp, Bo", { family: "Wasp", given: "Bo", particle: "van der" }],
  ["Beetle, Ludwig van", { family: "Beetle", given: "Ludwig", particle: "van" }],
  ["García Lorca, Rosa", { family: "García Lorca", given: "Rosa" }],
  ["King, Jr., Martin Luther", { family: "King", given: "Martin Luther", suffix: "Jr." }],
  ["Ant, Cy, Jr.", { family: "Ant", given: "Cy", suffix: "Jr." }],
  ["King Jr., Martin", { family: "King", given: "Martin", suffix: "Jr." }],
  ["King, Martin L Jr", { family: "King", given: "Martin L", suffix: "Jr" }],
  ["Bee, Ana, PhD", { family: "Bee", given: "Ana" }],
  ["李, 小红", { family: "李", given: "小红" }],
  ["王 小明", { family: "王", given: "小明" }],
  ["小明 王", { family: "王", given: "小明" }],
  ["山田 太郎", { family: "山田", given: "太郎" }],
  ["The HIVE Collaboration", { literal: "The HIVE Collaboration" }],
  ["HIVE Collaboration,", { literal: "HIVE Collaboration" }],
  ["World Honey Organization", { literal: "World Honey Organization" }],
  ["Institute for Nests", { literal: "Institute for Nests" }],
  [" , ", undefined],
])("%j", (text, name) => {
  expect(readName(text)).toEqual(name);
});

test.each([
  [{ family: "van der Wasp", given: "Bo" }, "Bo van der Wasp", "Wasp"],
  [{ family: "Wasp", given: "Bo", particle: "van der" }, "Bo van der Wasp", "Wasp"],
  [{ family: "De Sanctis", given: "Alessandra" }, "Alessandra De Sanctis", "De Sanctis"],
  [{ family: "King", given: "Martin", suffix: "Jr." }, "Martin King Jr.", "King"],
  [{ family: "王", given: "小明" }, "王小明", "王"],
])("%j is said %j", (parts, said, family) => {
  const name = nameInParts(parts);
  expect(name && displayName(name)).toBe(said);
  expect(name).toMatchObject({ family });
});

test("is said as it was written", () => {
  for (const name of ["Bo van der Wasp", "Ana Maria Bee Jr.", "Ludwig van Beetle", "Rosa García Lorca"]) {
    const read = readName(name);
    expect(read && displayName(read)).toBe(name);
  }
});

test("Md is a name, and MD a degree", () => {
  expect(readName("Bee, Md")).toEqual({ family: "Bee", given: "Md" });
  expect(readName("Md. Bee")).toEqual({ family: "Bee", given: "Md." });
  expect(readName("Ana Bee, MD")).toEqual({ family: "Bee", given: "Ana" });
  expect(readName("Ana Bee, M.D., Ph.D.")).toEqual({ family: "Bee", given: "Ana" });
});

test.each([
  "Ana",
  "Ana C.",
  "A. C.",
  "Ana-Cy",
  "Martin Jr",
  "Jr",
  "Esq",
  "M D",
  "M. D.",
  "Phd",
  "D. Phil",
  "Msc",
  "Rn",
])("the quick way to read %j behind a comma gives what the long one does", (given) => {
  for (const family of ["King", "Bee-Wasp", "Mba"])
    expect(usualName(`${family}, ${given}`)).toEqual(nameOfParts([[family], given.split(" ")]));
  expect(nameInParts({ family: "King", given })).toEqual(
    nameInParts({ family: "King", given, particle: " " }),
  );
});
