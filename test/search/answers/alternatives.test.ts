import { expect, it } from "vitest";
import { someIndex } from "../../support/library/search-index.ts";

const SKY = ["stars", "clusters", "galaxies", "telescopes", "dust", "light"];
const GAMES = ["starcraft", "agents", "games", "units", "maps", "players"];

function abstractOf(words: readonly string[], at: number): string {
  return [0, 1, 3].map((shift) => words[(at + shift) % words.length]).join(" ");
}

it("offers topics that are near in meaning, not only in letters", async () => {
  const index = await someIndex(
    Array.from({ length: 80 }, (_, at) =>
      at % 2 === 0
        ? { title: `Sky ${at}`, abstract: abstractOf(SKY, at >> 1), keywords: ["star clusters"] }
        : { title: `Game ${at}`, abstract: abstractOf(GAMES, at >> 1), keywords: ["StarCraft agents"] },
    ),
  );
  const offered = async () => (await index.search("stars year:1950", { offset: 0, limit: 5 })).alternatives;
  expect(await offered()).toEqual(["stars", "star clusters", "StarCraft agents"]);
  await index.refine();
  expect(await offered()).toEqual(["stars", "star clusters"]);
});
