import { describe, expect, it } from "vitest";
import { createAddresses } from "../../src/web/addresses.ts";
import { plain } from "../../src/web/plain.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someLibrary } from "../support/library/library.ts";
import { someWeb } from "../support/web/some-web.ts";

const bees = aPaper({ published: "2026-11-20" });
const hostile = aPaper({ published: "2026-11-20", title: `</title><script>alert("a")</script> ‮seeB` });

async function libraryWith(...papers: readonly ReturnType<typeof aPaper>[]) {
  const library = await someLibrary();
  await library.index.add(papers);
  return library;
}

describe("the frame of a page", () => {
  it("lets nothing in from elsewhere, and runs one script of its own", async () => {
    const { app } = someWeb(await libraryWith(bees));
    const answer = await app.request("/");
    expect(answer.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.has("strict-transport-security")).toBe(false);
    const text = await answer.text();
    expect(text.match(/<script[^>]*>/g)).toHaveLength(1);
    expect(text).not.toMatch(/ style=| on[a-z]+=|<style/);
  });

  it("escapes what a title says, and leaves no turn of direction in it", async () => {
    const { app } = someWeb(await libraryWith(hostile));
    const text = await (await app.request("/")).text();
    expect(text).toContain("&lt;/title&gt;&lt;script&gt;alert(&quot;a&quot;)&lt;/script&gt; seeB");
    expect(text).not.toContain("‮");
  });

  it("has a link to press where a title is made of what no page shows", async () => {
    const { app } = someWeb(await libraryWith(aPaper({ published: "2026-11-20", title: "\u200f\u061c" })));
    expect(await (await app.request("/")).text()).toContain("<bdi>Untitled</bdi></a>");
  });

  it("says in the browser's own words what went wrong, with an id that the log has", async () => {
    const { app, log, parts } = someWeb(await libraryWith(bees));
    expect((await app.request("/nowhere")).status).toBe(404);
    Object.assign(parts.services.library.index, { searchWords: () => Promise.reject(new Error("secret")) });
    const answer = await app.request("/");
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain("secret");
    const [, id] = /log as ([0-9a-f]{6})\./.exec(text) ?? [];
    expect(log.entries.at(-1)?.fields).toMatchObject({ id });
  });

  it("says which methods an address has, where it was asked with another", async () => {
    const { app } = someWeb(await libraryWith(bees), { parts: { kind: "lab" } });
    const ask = async (method: string, path: string) => {
      const { status, headers } = await app.request(path, { method });
      return [status, headers.get("allow")];
    };
    expect(await ask("POST", "/trending")).toEqual([405, "GET, HEAD"]);
    expect(await ask("DELETE", "/paper/arxiv/2611.00042")).toEqual([405, "GET, HEAD"]);
    expect(await ask("GET", "/admin/settle")).toEqual([405, "POST"]);
    expect(await ask("PUT", "/open/x")).toEqual([405, "GET, HEAD, POST"]);
    expect(await ask("POST", "/nowhere")).toEqual([404, null]);
  });

  it("lives below a path, whether a proxy leaves the path or takes it away", async () => {
    const { app } = someWeb(await libraryWith(bees), { url: "https://lab.example.org/papers" });
    for (const path of ["/", "/papers/", "/papers"]) {
      const answer = await app.request(path);
      expect(answer.status, path).toBe(200);
      expect(await answer.text()).toContain('href="/papers/paper/arxiv/2611.00042"');
    }
    expect((await app.request("/papers/paper/arxiv/2505.13898")).status).toBe(200);
  });

  it("lets a browser keep a file for good only under the name of what is in it", async () => {
    const { app, parts } = someWeb(await libraryWith(bees));
    const { version } = parts.assets["style.css"];
    const kept = await app.request(`/assets/style.css?v=${version}`);
    expect(kept.headers.get("cache-control")).toContain("immutable");
    expect((await app.request("/assets/style.css?v=old")).headers.get("cache-control")).toBe("no-cache");
  });
});

describe("addresses", () => {
  it.each([
    ["arxiv:2405.16009", "/paper/arxiv/2405.16009"],
    ["doi:10.1145/1 23?x#y", "/paper/doi/10.1145/1%2023%3Fx%23y"],
    ["title:bees: a tale", "/paper/title/bees%3A%20a%20tale"],
  ])("of the paper %s", (id, path) => {
    expect(createAddresses().paper(id)).toBe(path);
  });

  it("of an author and a category hold what a name may hold", () => {
    const { author, category } = createAddresses();
    expect(author("Ada \ud800/B?")).toBe("/author/Ada%20%EF%BF%BD%2FB%3F");
    expect([author(".."), category("\udfff")]).toEqual(["/author/%252E%252E", "/category/%EF%BF%BD"]);
  });

  it("are whole where they leave the page", () => {
    const { absolute, day, isSecure } = createAddresses("https://lab.example.org/papers");
    expect([absolute(day("2026-11-29", 2)), isSecure]).toEqual([
      "https://lab.example.org/papers/day/2026-11-29?page=2",
      true,
    ]);
  });
});

it("plain texts have no controls, and no half characters", () => {
  expect(plain("a‮b⁦c\u0000d\ud800e\nf")).toBe("abc d�e f");
});
