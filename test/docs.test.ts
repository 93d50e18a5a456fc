import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../commands/index.ts";
import { usageLine } from "../src/chat/options.ts";
import { settings } from "../src/config.ts";
import { QUERY_FORMS } from "../src/search/query-language.ts";
import { importPicture } from "./support/import-table.ts";
import { KEPT_FIELDS, READABLE } from "./support/library/kept-fields.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

const documents = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
  ...[".github/CONTRIBUTING.md", ".github/SECURITY.md"],
];

const documented = Object.entries(settings).map(
  ([name, schema]) => [name, schema.description ?? ""] as const,
);

/** What the documents repeat from the code, by the name in `<!-- derived: name -->`. */
const DERIVED: Readonly<Record<string, () => string>> = {
  imports: importPicture,
  commands: () =>
    table(
      ["Command", "What it does"],
      commands.map(({ spec }) => [code(usageLine(`/${spec.name}`, spec.options)), spec.description]),
    ),
  "kept-fields": () =>
    table(
      ["Field", ...READABLE.map(code)],
      KEPT_FIELDS.map(({ what, but }) => [what, ...READABLE.map((format) => keptText(but?.[format]))]),
    ),
  "query-forms": () =>
    table(
      ["Write", "To get papers"],
      QUERY_FORMS.map(({ form, meaning }) => [code(form), meaning]),
    ),
  settings: () =>
    table(
      ["Setting", "What it means", "If not given"],
      documented.map(([name, meaning]) => [code(name), meaning, code(defaultOf(name))]),
    ),
};

describe("documents", () => {
  // `npm run docs` writes the derived parts anew.
  it.each(documents)("%s says what the code says", async (file) => {
    await expect(withDerived(read(file))).toMatchFileSnapshot(join(root, file));
  });

  it("have a place for every derived part", () => {
    const places = documents.flatMap((file) =>
      [...read(file).matchAll(/<!-- derived: (\S+) -->/g)].map(([, name]) => name),
    );
    expect(places.sort()).toEqual(Object.keys(DERIVED).sort());
  });

  it.each(documents)("%s links only to what is there", (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, to = ""]) => to);
    const broken = links.filter((link) => {
      const [path = "", heading] = link.split("#");
      const target = path === "" ? file : relative(root, resolve(root, dirname(file), path));
      if (!existsSync(join(root, target))) return true;
      return heading !== undefined && !anchorsOf(read(target)).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it("README fits into the first five minutes", () => {
    expect(Buffer.byteLength(read("README.md"))).toBeLessThanOrEqual(8000);
  });
});

describe(".env.example", () => {
  const example = read(".env.example");

  it("lists the settings that exist, in order, in the same words", () => {
    const lines = [...example.matchAll(/^# (.*)\n([A-Z0-9_]+)=(.*)$/gm)];
    expect(lines.map(([, meaning, name]) => [name, meaning])).toEqual(documented);
  });

  it("gives the defaults that hold", () => {
    const defaults = [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
    expect(defaults).toEqual(documented.map(([name]) => [name, defaultOf(name)]));
  });
});

function defaultOf(name: string): string {
  const standard = Object.entries(settings)
    .find(([one]) => one === name)?.[1]
    .safeParse(undefined).data;
  return standard === undefined ? "" : String(standard);
}

function withDerived(text: string): string {
  return text.replace(
    /<!-- derived: (\S+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- derived: ${name} -->\n${DERIVED[name]?.() ?? "nothing"}\n<!-- end -->`,
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Whether a format keeps a field: with what does not come back, which is nothing at all where that is empty. */
function keptText(but: string | undefined): string {
  if (but === undefined) return "yes";
  return but === "" ? "no" : but;
}

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

/** The anchors that GitHub gives the headings of a document. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
