import { expect, it } from "vitest";
import { describePapers } from "../../src/present/describe-papers.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

it("describes papers by their ids, in order, without those that are gone", async () => {
  const { services } = someApp(await someLibrary(), () => TODAY);
  const described = await describePapers(
    ["arxiv:2405.16009", "arxiv:1901.99999", "arxiv:2312.00752"],
    services,
  );
  expect(described).toMatchObject([
    {
      id: "arxiv:2405.16009",
      title: "Streaming Long Video Understanding with Large Language Models",
      published: expect.stringMatching(/^2024/),
      doi: "10.48550/arxiv.2405.16009",
      url: "https://arxiv.org/abs/2405.16009",
      key: expect.stringMatching(/^[a-z]+2024\w+$/),
    },
    { id: "arxiv:2312.00752", authors: ["Albert Gu", "Tri Dao"] },
  ]);
});
