import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEnvLines, withSettings } from "../src/env-file.ts";

describe("a .env file", () => {
  it("is read line by line, with what sets nothing", () => {
    const text =
      "# tokens\nDISCORD_TOKEN=abc # mine\nexport LOG_LEVEL = info\n\nnonsense\nS2_QUERY='two\nlines'\nPORT=1\n";
    expect(readEnvLines(text)).toEqual({
      lines: [
        { line: 2, name: "DISCORD_TOKEN", raw: "abc # mine" },
        { line: 3, name: "LOG_LEVEL", raw: " info" },
        { line: 6, name: "S2_QUERY", raw: "'two" },
        { line: 8, name: "PORT", raw: "1" },
      ],
      unreadable: [5],
    });
  });

  it.each([
    ["an empty file", "", "PORT=1\n"],
    ["a file without a last line end", "# mine\nLOG_LEVEL=info", "# mine\nLOG_LEVEL=info\nPORT=1\n"],
    ["a line that is there", "A=1\r\nPORT=\r\n# end\r\n", "A=1\r\nPORT=1\r\n# end\r\n"],
    ["a name that is set twice, where the last counts", "PORT=7\nPORT=8\n", "PORT=7\nPORT=1\n"],
    ["a line with a comment", "export PORT= # for the page\n", "export PORT=1 # for the page\n"],
    ["a line that is a comment", "# PORT=9\n", "# PORT=9\nPORT=1\n"],
  ])("keeps what is there in %s", (_, before, after) => {
    expect(withSettings(before, { PORT: "1" })).toBe(after);
  });

  it("quotes only what needs it", () => {
    expect(withSettings("", { A: "xoxb-1", B: "two words", C: "a#b", D: "it's" })).toBe(
      "A=xoxb-1\nB='two words'\nC='a#b'\nD=\"it's\"\n",
    );
  });

  it("never changes another line", () => {
    const line = fc.stringMatching(/^(?:# ?[\w ]{0,9}|[B-Z]{1,5}=[\w.:/-]{0,9})$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const before = lines.join("\n");
        const after = withSettings(before, { A: "1" }).split("\n");
        expect(after.filter((one) => one !== "A=1" && one !== "")).toEqual(lines.filter((one) => one !== ""));
        expect(after.filter((one) => one === "A=1")).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});
