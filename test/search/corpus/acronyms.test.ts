import { describe, expect, test } from "vitest";
import { createAcronyms, longKey, minePairs } from "../../../src/search/corpus/acronyms.ts";

describe("minePairs", () => {
  test.each([
    ["We study bee dance decoding (BDD).", [{ short: "BDD", long: "bee dance decoding" }]],
    ["Honey flow networks (HFNs) help.", [{ short: "HFN", long: "Honey flow networks" }]],
    ["A mixture of hives (MoH) helps", [{ short: "MoH", long: "mixture of hives" }]],
    ["BDD (bee dance decoding) is hard.", [{ short: "BDD", long: "bee dance decoding" }]],
    ["It uses hive-level attention (HLA; see below).", [{ short: "HLA", long: "hive-level attention" }]],
    [
      "Twice: bee dance decoding (BDD) and bee dance decoding (BDD).",
      [{ short: "BDD", long: "bee dance decoding" }],
    ],
    ["Bees are clever (XYZ).", []],
    ["as shown before (see Figure 2)", []],
    ["in Zurich (2024) and (i) there", []],
    ["a bee (Apis)", []],
    ["()((()", []],
  ])("finds in %j: %j", (text, expected) => {
    expect(minePairs(text)).toEqual(expected);
  });

  test("takes long input in its stride", () => {
    expect(minePairs(`${"honey ".repeat(3000)}(HB) `.repeat(5))).toEqual([]);
  });
});

describe("acronyms", () => {
  const bdd = { short: "BDD", long: "bee dance decoding" };
  const other = { short: "BDD", long: "better deep diving" };

  test("are looked up in both directions, the commonest first", () => {
    const acronyms = createAcronyms();
    acronyms.add([other]);
    acronyms.add([bdd]);
    acronyms.add([{ short: "BDD", long: "Bee Dances Decoded" }]);
    expect(acronyms.meanings("bdd").map(({ long, papers }) => [long, papers])).toEqual([
      ["bee dance decoding", 2],
      ["better deep diving", 1],
    ]);
    expect(acronyms.shortForms(longKey("decoding"))).toEqual([]);
    expect(acronyms.shortForms(longKey("bee dances decoding")).map(({ short }) => short)).toEqual(["BDD"]);
  });

  test("go with the last paper that explains them", () => {
    const acronyms = createAcronyms();
    acronyms.add([bdd]);
    acronyms.add([bdd, other]);
    acronyms.remove([bdd, other]);
    expect(acronyms.meanings("bdd").map(({ long }) => long)).toEqual(["bee dance decoding"]);
    acronyms.remove([bdd]);
    expect(acronyms.meanings("bdd")).toEqual([]);
    expect(acronyms.shortForms(longKey(bdd.long))).toEqual([]);
  });
});
