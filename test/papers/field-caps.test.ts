import { describe, expect, it } from "vitest";
import { exactDate } from "../../src/papers/exact-date.ts";
import { capped, FIELD_CAPS } from "../../src/papers/field-caps.ts";
import { foundPaper } from "../../src/papers/found-paper.ts";
import { papersOfHtml } from "../../src/papers/import/daily-papers/html.ts";
import { paperOfRecord } from "../../src/papers/import/json-record.ts";
import { htmlText } from "../../src/papers/sources/html-text.ts";
import { parseXml } from "../../src/papers/sources/xml.ts";

const MEGABYTE = 1_000_000;

describe("a field of any length", () => {
  it.each(Object.entries(FIELD_CAPS))("%s is cut to %d characters", (kind, most) => {
    const text = capped("x".repeat(MEGABYTE), kind as keyof typeof FIELD_CAPS);
    expect(text).toHaveLength(most);
    expect(capped("short", kind as keyof typeof FIELD_CAPS)).toBe("short");
  });

  it("is cut before it is read", () => {
    // What stands beyond the cap is not looked at, so it cannot be what takes long.
    const title = `${" ".repeat(FIELD_CAPS.title)}A title`;
    expect(foundPaper({ title })).toBe("no title");
    const abstract = `${" ".repeat(FIELD_CAPS.abstract)}An abstract`;
    expect(foundPaper({ title: "Bees", abstract })).not.toHaveProperty("abstract");
    const names = [`${" ".repeat(FIELD_CAPS.name)}Ana Bee`, "Bo Wasp"];
    expect(foundPaper({ title: "Bees", authors: names })).toMatchObject({ authors: ["Bo Wasp"] });
  });

  it.each([
    `Mon${"Mon".repeat(300_000)}`,
    `2024${"x".repeat(MEGABYTE)}`,
    "Mon 1 Jan 2024 ".repeat(60_000),
    `${"0".repeat(MEGABYTE)}1 Jan 2024`,
  ])("that is no date is none", (date) => {
    expect(exactDate(date)).toBeUndefined();
  });

  it.each([
    ["  2024-07-01T00:00:00Z  ", "2024-07-01"],
    ["Mon, 02 Nov 2026 10:00:00 GMT", "2026-11-02"],
    ["November 2, 2026 UTC", "2026-11-02"],
    ["2024", "2024"],
    ["2024-02-30", undefined],
    ["1 2024 Nov", undefined],
  ])("that is a date is read: %j", (date, read) => {
    expect(exactDate(date)).toBe(read);
  });

  it("leaves the rest of its record as it is", () => {
    const published = "Mon".repeat(300_000);
    expect(paperOfRecord({ title: "A good title", id: "arxiv:2401.01234", published })).toMatchObject({
      id: "arxiv:2401.01234",
      published: "2024-01",
    });
  });
});

describe("elements without an end", () => {
  it.each(["b", "div", "h3", "font"])("end the reading of HTML: <%s>", (name) => {
    const text = htmlText(`before ${`<${name}>x`.repeat(400_000)}`);
    expect(text).toMatch(/^before/);
    expect(text.replaceAll(" ", "").length).toBeLessThan(1000);
  });

  it("end the reading of a saved page, whose first papers are good", () => {
    const card = `<article><h3><a href="/papers/2611.00042">Bees that fly in the rain</a></h3></article>`;
    expect(papersOfHtml(`${card}${"<h3>".repeat(300_000)}`)).toMatchObject([
      { kind: "paper", found: { id: "arxiv:2611.00042" } },
    ]);
  });

  it("are damage in XML", async () => {
    await expect(parseXml(`<rss>${"<b>".repeat(400_000)}`, "rss")).rejects.toThrow("too deep");
  });
});

it.each([
  ["1,234", 1234],
  ["Upvote 12.3k", 12_300],
  ["7", 7],
  [`${"1,".repeat(20_000)}x`, undefined],
])("counts the votes in %j", (shown, upvotes) => {
  const page = `<h3><a href="/papers/2611.00042">Bees that fly</a></h3><a href="/login?next=%2Fpapers%2F2611.00042">${shown}</a>`;
  const [finding] = papersOfHtml(page);
  expect(finding).toMatchObject({ kind: "paper" });
  expect(finding?.kind === "paper" ? finding.found.upvotes : 0).toBe(upvotes);
});
