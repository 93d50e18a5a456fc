import { createSearchIndex } from "../src/search/create-search-index.ts";

const index = createSearchIndex({ now: Date.now });
await index.add([
  {
    id: "arxiv:2312.00752",
    title: "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    authors: ["Albert Gu", "Tri Dao"],
    keywords: [],
    categories: ["cs.LG"],
  },
]);
export const answer = await index.search("state spaces author:dao", { offset: 0, limit: 5 });
