import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { neverWords } from "./support/gallery/voice.ts";

const root = join(import.meta.dirname, "..");

/** Words to search by are no words of ours. */
const NOT_SAID = ["src/search/", "src/chat/typed/", "src/app/phrasing.ts"];

const files = ["src", "commands"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && !NOT_SAID.some((one) => name.startsWith(one))),
);

it("finds the sources", () => {
  expect(files.length).toBeGreaterThan(300);
});

it("says nowhere, and logs nowhere, what people would have to read twice", () => {
  const said = files.flatMap((file) =>
    textsIn(readFileSync(join(root, file), "utf8"))
      .flatMap(neverWords)
      .map((complaint) => `${file}: ${complaint}`),
  );
  expect(said).toEqual([]);
});

it("knows a riddle when it sees one", () => {
  expect(
    textsIn('const a = "Ask whoever hosts me";\n// "this place" in a comment\nconst b = `unseen papers`;'),
  ).toEqual(["Ask whoever hosts me", "unseen papers"]);
  expect(neverWords("Ask whoever hosts me")).toHaveLength(1);
  expect(neverWords("I cannot say")).toHaveLength(1);
  expect(neverWords("I can't post in that channel yet.")).toEqual([]);
});

/** The strings of several words in a source, without its comments; what is put into one is an ellipsis. */
function textsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(^|\s)\/\/.*$/gmu, "$1");
  return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/gu)]
    .map(([, plain, template = ""]) => plain ?? template.replace(/\$\{[^{}]*\}/gu, "…"))
    .filter((text) => /[a-z…] [a-z…]/iu.test(text) && !text.includes("=>"));
}
