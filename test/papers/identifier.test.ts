import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arxivMonth,
  canonicalId,
  findIds,
  isProvisional,
  paperUrl,
  pdfUrl,
  provisionalId,
} from "../../src/papers/identifier.ts";
import { isSafeLink } from "../../src/papers/paper.ts";

describe("canonicalId", () => {
  test.each([
    "2401.01234",
    "2401.01234v2",
    " arXiv:2401.01234v2 ",
    "arxiv: 2401.01234",
    "ARXIV:2401.01234",
    "arXiv:2401.01234v2 [cs.CL]",
    "arXiv:2401.01234v1 [cs.CL] 3 Jan 2024",
    "oai:arXiv.org:2401.01234",
    "https://arxiv.org/abs/2401.01234",
    "http://arxiv.org/abs/2401.01234v3",
    "arxiv.org/abs/2401.01234",
    "https://www.arxiv.org/pdf/2401.01234v1.pdf",
    "https://export.arxiv.org/pdf/2401.01234",
    "https://arxiv.org/html/2401.01234v2#S1",
    "https://arxiv.org/abs/2401.01234?context=cs.CL",
    "https://arxiv.org/pdf/2401.01234.pdf?download=1#page=3",
    "https://arxiv.org/abs/2401.01234/",
    "<https://arxiv.org/abs/2401.01234>",
    "<https://arxiv.org/abs/2401.01234|arxiv.org/abs/2401.01234>",
    "https://arxiv.org/abs/2401.01234.",
    "10.48550/arXiv.2401.01234",
    "doi:10.48550/ARXIV.2401.01234",
    "https://doi.org/10.48550/arXiv.2401.01234",
    "http://dx.doi.org/10.48550/arXiv.2401.01234v2",
    "https://huggingface.co/papers/2401.01234",
    "https://hf.co/papers/2401.01234#community",
    "https://www.alphaxiv.org/abs/2401.01234v1",
    "https://ar5iv.org/abs/2401.01234",
    "https://ar5iv.labs.arxiv.org/html/2401.01234",
  ])("%s is arxiv:2401.01234", (text) => {
    expect(canonicalId(text)).toBe("arxiv:2401.01234");
  });

  test.each([
    ["2503.02130", "arxiv:2503.02130"],
    ["0704.0001", "arxiv:0704.0001"],
    ["1412.9999v12", "arxiv:1412.9999"],
    ["math.GT/0309136", "arxiv:math/0309136"],
    ["math/0309136", "arxiv:math/0309136"],
    ["hep-th/9901001v1", "arxiv:hep-th/9901001"],
    ["https://arxiv.org/abs/hep-th/9901001v2", "arxiv:hep-th/9901001"],
    ["https://arxiv.org/pdf/math.GT/0309136.pdf", "arxiv:math/0309136"],
    ["10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"],
    ["https://doi.org/10.1000/ABC.def", "doi:10.1000/abc.def"],
    ["https://doi.org/10.1000%2Fabc?ref=x#y", "doi:10.1000/abc"],
    ["https://doi.org/10.1000/a%3Fb%23c?d#e", "doi:10.1000/a?b#c"],
    ["https://doi.org/10.1000/50%", "doi:10.1000/50%"],
    ["doi: 10.1000/abc", "doi:10.1000/abc"],
    ["(10.1000/abc)", undefined],
    ["10.1000/abc).", "doi:10.1000/abc"],
    ["10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5"],
    ["https://dl.acm.org/doi/pdf/10.1145/3292500", "doi:10.1145/3292500"],
    ["10.1000/2401.12345", "doi:10.1000/2401.12345"],
    ["arxiv:hep-th/9901001", "arxiv:hep-th/9901001"],
    ["doi:10.1000/abc", "doi:10.1000/abc"],
    // not ids
    ["2413.01234", undefined],
    ["2400.01234", undefined],
    ["2401.1234", undefined],
    ["1207.12345", undefined],
    ["2401.00000", undefined],
    ["2401.012345", undefined],
    ["0601.0001", undefined],
    ["and/0309136", undefined],
    ["https://arxiv.org/list/cs.CL/recent", undefined],
    ["https://evil-arxiv.org.example/abs/2401.01234", undefined],
    ["https://notarxiv.org/abs/2401.01234", undefined],
    ["see 2401.01234", undefined],
    ["title:0123456789abcdef", undefined],
    ["10.1000/", undefined],
    ["10.1000/a\u202eb", undefined],
    ["10.1000/a\ud800", undefined],
    ["streaming video", undefined],
    ["", undefined],
    ["%E0%A4%A", undefined],
    ["2401.01234 ".repeat(1000), undefined],
  ])("%s is %s", (text, id) => {
    expect(canonicalId(text)).toBe(id);
  });

  test("a canonical id is its own canonical id, and names safe links", () => {
    const ids = fc.oneof(
      fc
        .tuple(
          fc.integer({ min: 15, max: 40 }),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 99_999 }),
        )
        .map(
          ([year, month, serial]) =>
            `${year}${String(month).padStart(2, "0")}.${String(serial).padStart(5, "0")}`,
        ),
      fc.string({ minLength: 1, maxLength: 40 }).map((suffix) => `10.1000/${suffix}`),
    );
    fc.assert(
      fc.property(ids, (text) => {
        const id = canonicalId(text);
        fc.pre(id !== undefined);
        expect(canonicalId(id)).toBe(id);
        expect(isSafeLink(paperUrl(id) ?? "")).toBe(true);
        expect(canonicalId(paperUrl(id) ?? "")).toBe(id);
      }),
    );
  });
});

describe("findIds", () => {
  test.each([
    ["read 2401.01234, then arXiv:2402.00001v2!", ["arxiv:2401.01234", "arxiv:2402.00001"]],
    ["[paper](https://arxiv.org/pdf/2401.01234v2.pdf) (again 2401.01234)", ["arxiv:2401.01234"]],
    ["<https://arxiv.org/abs/2401.01234|2401.01234>", ["arxiv:2401.01234"]],
    [
      "old: hep-th/9901001 and https://arxiv.org/abs/math.GT/0309136",
      ["arxiv:hep-th/9901001", "arxiv:math/0309136"],
    ],
    [
      "doi 10.1145/3292500.3330701. Also (https://doi.org/10.1000/A(1)).",
      ["doi:10.1145/3292500.3330701", "doi:10.1000/a(1)"],
    ],
    ["https://doi.org/10.48550/arXiv.2401.01234", ["arxiv:2401.01234"]],
    ["https://huggingface.co/papers/2401.01234#community", ["arxiv:2401.01234"]],
    ["10.1000/2401.12345", ["doi:10.1000/2401.12345"]],
    ["it cost $2401.01234 or 2401.01234€, -2401.01234, 2401.01234%", []],
    ["12401.01234 2401.012345 2401.01234.5 1,2401.01234 x2401.01234 /2401.01234/", []],
    ["at 1207.5 or 2413.01234", []],
    ["nothing here", []],
  ])("%s", (text, ids) => {
    expect(findIds(text)).toEqual(ids);
  });

  test.each(["arxiv.org/abs/", "10.1000/", "1", "2401.", "a.", "<", "arxiv: ", "math."])(
    "reads a megabyte of %j",
    (piece) => {
      expect(findIds(piece.repeat(1_000_000 / piece.length)).length).toBeLessThanOrEqual(1);
    },
  );
});

describe("links", () => {
  test.each([
    ["arxiv:2401.01234", "https://arxiv.org/abs/2401.01234", "https://arxiv.org/pdf/2401.01234"],
    ["arxiv:math/0309136", "https://arxiv.org/abs/math/0309136", "https://arxiv.org/pdf/math/0309136"],
    ["doi:10.1000/a(1)", "https://doi.org/10.1000/a(1)", undefined],
    ["doi:10.1000/a b?c#d", "https://doi.org/10.1000/a%20b%3Fc%23d", undefined],
    ["doi:10.1000/\ud800", "https://doi.org/10.1000/%EF%BF%BD", undefined],
    ["title:0123456789abcdef", undefined, undefined],
    ["", undefined, undefined],
  ])("%s", (id, page, pdf) => {
    expect(paperUrl(id)).toBe(page);
    expect(pdfUrl(id)).toBe(pdf);
  });

  test("no id, however odd, makes these throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const url = paperUrl(`doi:10.1000/${name}`);
        expect(url === undefined || url.startsWith("https://doi.org/10.1000/")).toBe(true);
        findIds(name);
        canonicalId(name);
      }),
    );
  });
});

test.each([
  ["arxiv:2401.01234", "2024-01"],
  ["arxiv:0704.0001", "2007-04"],
  ["arxiv:hep-th/9901001", "1999-01"],
  ["arxiv:math/0309136", "2003-09"],
  ["doi:10.1000/2401.01234", undefined],
])("arXiv gave out %s in %s", (id, month) => {
  expect(arxivMonth(id)).toBe(month);
});

test("a provisional id is the same for every spelling of a title, and only for it", () => {
  const id = provisionalId("M^3Bees: Toy  Hives");
  expect(id).toMatch(/^title:[0-9a-f]{16}$/);
  expect(provisionalId("$M^3$Bees - toy hives.")).toBe(id);
  expect(provisionalId("M4Bees: Toy Hives")).not.toBe(id);
  expect(isProvisional(id)).toBe(true);
  expect(isProvisional("arxiv:2401.01234")).toBe(false);
});

describe("DOIs of old articles", () => {
  const id = "doi:10.1002/(sici)1000-0002(199110)7:3<12::aid-toy1>3.0.co;2-a";
  test.each([
    "10.1002/(SICI)1000-0002(199110)7:3<12::AID-TOY1>3.0.CO;2-A",
    "10.1002/(SICI)1000-0002(199110)7:3{\\textless}12::AID-TOY1{\\textgreater}3.0.CO;2-A",
    "10.1002/(SICI)1000-0002(199110)7:3\\textless{}12::AID-TOY1\\textgreater{}3.0.CO;2-A",
    "10.1002/(SICI)1000-0002(199110)7:3$<$12::AID-TOY1$>$3.0.CO;2-A",
    "10.1002/(SICI)1000-0002(199110)7:3\\<12::AID-TOY1\\>3.0.CO;2-A",
    "doi:10.1002/(SICI)1000-0002(199110)7:3&lt;12::AID-TOY1&gt;3.0.CO;2-A",
    "10.1002/%28SICI%291000-0002%28199110%297:3%3C12::AID-TOY1%3E3.0.CO%3B2-A",
    "https://doi.org/10.1002/(SICI)1000-0002(199110)7:3%3C12::AID-TOY1%3E3.0.CO;2-A",
    "https://doi.org/10.1002/(SICI)1000-0002(199110)7:3%253C12::AID-TOY1%253E3.0.CO;2-A",
    "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1000-0002(199110)7:3&lt;12::AID-TOY1&gt;3.0.CO;2-A",
    "https://onlinelibrary.wiley.com/doi/abs/10.1002/(SICI)1000-0002(199110)7:3%3C12::AID-TOY1%3E3.0.CO;2-A",
  ])("%j", (text) => {
    expect(canonicalId(text)).toBe(id);
  });

  test("are found in text", () => {
    expect(
      findIds("see 10.1002/(SICI)1000-0002(199110)7:3<12::AID-TOY1>3.0.CO;2-A, and <10.1000/toy>"),
    ).toEqual([id, "doi:10.1000/toy"]);
  });
});

test.each([
  ["https://link.springer.com/article/10.1007/s10000-020-00001-2", "doi:10.1007/s10000-020-00001-2"],
  [
    "https://link.springer.com/content/pdf/10.1007%2Fs10000-020-00001-2.pdf",
    "doi:10.1007/s10000-020-00001-2",
  ],
  ["https://www.biorxiv.org/content/10.1101/2021.02.03.000001v3.full.pdf", "doi:10.1101/2021.02.03.000001"],
  ["https://www.medrxiv.org/content/10.64898/2026.02.03.000001v1", "doi:10.64898/2026.02.03.000001"],
  ["https://www.frontiersin.org/articles/10.3389/ftoys.2021.00001/full", "doi:10.3389/ftoys.2021.00001"],
  ["https://dl.acm.org/doi/pdf/10.1145/1000000.1000001", "doi:10.1145/1000000.1000001"],
  ["https://dl.acm.org/citation.cfm?id=1&doid=10.1145/1000000.1000001", "doi:10.1145/1000000.1000001"],
  ["https://doi.ieeecomputersociety.org/10.1109/TOYS.2021.9", "doi:10.1109/toys.2021.9"],
  [
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000002",
    "doi:10.1371/journal.pone.0000002",
  ],
  ["https://www.nature.com/articles/s41586-021-00001-2#Sec1", "doi:10.1038/s41586-021-00001-2"],
  ["https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.1.2", "doi:10.1103/physrevlett.1.2"],
  ["https://iopscience.iop.org/article/10.1088/1000-0001/a1/meta", "doi:10.1088/1000-0001/a1"],
  ["https://pubs.acs.org/doi/suppl/10.1021/toy/suppl_file/toy.pdf", undefined],
  ["https://example.org/notes/10.1.2/3", undefined],
])("%s is %s", (link, id) => {
  expect(canonicalId(link)).toBe(id);
});
