import { expect, it } from "vitest";
import { paperOfRecord } from "../../../../src/papers/sources/arxiv/record.ts";

const record = {
  id: "oai:arXiv.org:2611.00042v2",
  title: "Toy Bees",
  abstract: "We show.",
  authors: "Ana Bee",
  categories: ["cs.AI"],
};

it.each([
  ["10.1000/Toy.1", ["doi:10.1000/toy.1"]],
  [
    " 10.1002/(SICI)1(1999)50:1<1::AID-A1>3.0.CO;2-X 10.1000/toy.2",
    ["doi:10.1002/(sici)1(1999)50:1<1::aid-a1>3.0.co;2-x"],
  ],
  ["10.48550/arXiv.2611.00042", undefined],
  ["see the journal", undefined],
  [undefined, undefined],
])("the published version's DOI in %j is %j", (doi, otherIds) => {
  const paper = paperOfRecord({ ...record, doi });
  expect(paper).toMatchObject({ id: "arxiv:2611.00042" });
  expect((paper as { otherIds?: string[] }).otherIds).toEqual(otherIds);
});
