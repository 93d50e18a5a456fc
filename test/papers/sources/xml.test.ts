import { describe, expect, it } from "vitest";
import { childAt, childrenOf, parseXml, textAt } from "../../../src/papers/sources/xml.ts";

describe("parseXml", () => {
  it("keeps prefixes, attributes, mixed text in its order, and numbers as they are written", async () => {
    const root = await parseXml(
      `<?xml version="1.0"?><a:r x="1&amp;2"><id>2503.02130</id><t>Bees in H<sub>2</sub>O &#x2019;&lt;</t><e/><c><![CDATA[a < b]]></c></a:r>`,
      "a:r",
    );
    expect(root.attributes.x).toBe("1&2");
    expect(textAt(root, "id")).toBe("2503.02130");
    expect(textAt(root, "t")).toBe("Bees in H2O ’<");
    expect(textAt(root, "c")).toBe("a < b");
    expect(textAt(root, "e")).toBeUndefined();
    expect(childAt(root, "no", "where")).toBeUndefined();
  });

  it("reads a document of megabytes in pieces, letting others have their turn", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const root = await parseXml(`<r>${"<i>bee</i>".repeat(300_000)}</r>`, "r");
    clearInterval(timer);
    expect(childrenOf(root, "i")).toHaveLength(300_000);
    expect(turns).toBeGreaterThan(3);
  });

  it("does not expand what a document declares", async () => {
    const laughs = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r>&b;&x;</r>`;
    expect(textAt(await parseXml(laughs, "r"))).toBe("&b;&x;");
  });

  it.each([
    ["a line of text", "Rate exceeded."],
    ["nothing", ""],
    ["a page of HTML", "<!doctype html><html><body><p>Down<br></body></html>"],
    ["well-formed HTML", "<html><body/></html>"],
    ["XML that is cut off in a text", "<r><i>bee</i><i>be"],
    ["XML that is cut off in a tag", "<r><i>bee</i><it"],
    ["XML that is cut off between elements", "<r><i>bee</i>"],
    ["elements that do not match", "<r><i><b>bee</i></b></r>"],
    ["an element that is never closed", "<r><br>bee</r>"],
    ["elements as deep as a well", "<r>".repeat(100_000)],
    ["JSON", '{"r":1}'],
  ])("refuses %s", async (_, text) => {
    await expect(parseXml(text, "r")).rejects.toMatchObject({ name: "SourceError", trouble: "invalid" });
  });
});
