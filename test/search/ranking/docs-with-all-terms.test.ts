import fc from "fast-check";
import { expect, test } from "vitest";
import { createField } from "../../../src/search/corpus/inverted-field.ts";
import { docsWithAllTerms, listDocsWithAllTerms } from "../../../src/search/ranking/docs-with-all-terms.ts";

const TERMS = ["ant", "bee", "wasp"];

test("the list has the docs that the predicate accepts, whichever term is rare", () => {
  const someTerms = fc.uniqueArray(fc.constantFrom(...TERMS));
  const someDocs = fc.array(fc.record({ text: someTerms, authors: someTerms }), { maxLength: 60 });
  fc.assert(
    fc.property(
      someDocs,
      fc.array(fc.constantFrom(...TERMS), { minLength: 1, maxLength: 4 }),
      (docs, wanted) => {
        const [text, authors] = [createField({ k: 1.2, b: 0.7 }), createField({ k: 1.2, b: 0.7 })];
        docs.forEach((doc, at) => {
          text.add(at, new Map(doc.text.map((term) => [term, 1])), 3);
          authors.add(at, new Map(doc.authors.map((term) => [term, 1])), 3);
        });
        const listed = [...listDocsWithAllTerms(wanted, [text, authors])].sort((a, b) => a - b);
        const accepts = docsWithAllTerms(wanted, [text, authors], docs.length);
        expect(listed).toEqual([...docs.keys()].filter(accepts));
      },
    ),
  );
});

test("a common term is looked up for the few docs that hold a rare one", () => {
  const text = createField({ k: 1.2, b: 0.7 });
  for (let doc = 0; doc < 100; doc += 1) text.add(doc, new Map([["bee", 1]]), 1);
  text.remove(7, ["bee"]);
  for (const doc of [7, 8]) text.add(doc, new Map([["ant", 1]]), 1);
  const listed: string[] = [];
  const noting = {
    ...text,
    docs: (term: string) => {
      listed.push(term);
      return text.docs(term);
    },
  };
  expect([...listDocsWithAllTerms(["bee", "ant"], [noting])]).toEqual([8]);
  expect(listed).toEqual(["ant"]);
});
