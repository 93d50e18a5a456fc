import { expect, test } from "vitest";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";

async function firstOf(item: string) {
  const body = `<rss version="2.0"><channel><item><title>Toy moths</title>${item}</item></channel></rss>`;
  const [paper] = await papersInFeed({
    body,
    url: "https://toys.example.org/feed",
    today: "2026-11-27",
    most: 5,
  });
  return paper;
}

test("an item keeps a link that is http, and takes one that is https before it", async () => {
  expect(await firstOf("<link>http://toys.example.org/1.html</link>")).toMatchObject({
    url: "https://toys.example.org/1.html",
  });
});

test("authors are people, each once, and never addresses", async () => {
  expect(
    await firstOf(
      "<dc:creator>Eva Moth</dc:creator><dc:creator>Bo Wasp</dc:creator><author>eva@example.org (Eva Moth)</author><author>info@example.org</author>",
    ),
  ).toMatchObject({ authors: ["Eva Moth", "Bo Wasp"] });
});

test("the journal is named", async () => {
  expect(await firstOf("<prism:publicationName>Annals of Toys</prism:publicationName>")).toMatchObject({
    venue: "Annals of Toys",
  });
});

test.each([
  [
    "&lt;p&gt;Nature Toys, Published online: 26 November 2026; &lt;a href='x'&gt;doi:10.1038/s41586-026-00001-1&lt;/a&gt;&lt;/p&gt;Moths fly.",
    "Moths fly.",
    "doi:10.1038/s41586-026-00001-1",
  ],
  [
    "&lt;p&gt;Author(s): Eva Moth and Bo Wasp&lt;/p&gt;&lt;p&gt;Moths fly.&lt;/p&gt;&lt;br/&gt;[Toy Rev. Lett. 137, 010101] Published Mon Nov 23, 2026",
    "Moths fly.",
    undefined,
  ],
  ["arXiv:2611.00042v1 Announce Type: new \nAbstract: Moths fly.", "Moths fly.", "arxiv:2611.00042"],
  ["Publication date: December 2026 Source: Toys, Volume 3 Author(s): Eva Moth", undefined, undefined],
  ["Toys, Volume 390, Issue 6773, November 2026. &lt;br/&gt;Moths fly.", "Moths fly.", undefined],
  ["Toys, Available online 26 November 2026", undefined, undefined],
  [
    `&lt;p&gt;&lt;b&gt;Toys, Vol. 3, Pages 42: Toy moths&lt;/b&gt;&lt;/p&gt;
&lt;p&gt;Toys &lt;a href="x"&gt;doi: 10.3390/toys3010042&lt;/a&gt;&lt;/p&gt;
&lt;p&gt;Authors:
 Eva Moth
 Bo Wasp
 &lt;/p&gt;
&lt;p&gt;Moths fly to lamps made of wood, and never ask what the light is good for.&lt;/p&gt;`,
    "Moths fly to lamps made of wood, and never ask what the light is good for.",
    "doi:10.3390/toys3010042",
  ],
  ["Abstract Moths fly.", "Abstract Moths fly.", undefined],
  ["Abstract: Moths fly.", "Moths fly.", undefined],
  ["Abstract interpretation of moths.", "Abstract interpretation of moths.", undefined],
])("what a publisher puts before an abstract is no part of it: %j", async (description, abstract, id) => {
  const paper = await firstOf(`<description>${description}</description>`);
  expect(paper).toMatchObject({ title: "Toy moths", ...(abstract && { abstract }), ...(id && { id }) });
  expect(Object.hasOwn(paper as object, "abstract")).toBe(abstract !== undefined);
});
