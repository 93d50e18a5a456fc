import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../commands/index.ts";
import { usageLine } from "../src/chat/options.ts";
import { settings } from "../src/config.ts";
import { QUERY_FORMS } from "../src/search/query/query-forms.ts";

const root = resolve(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const example = readFileSync(join(root, ".env.example"), "utf8");

/** The rows of the README's table under a heading, header and rule left out; cells without back-ticks. */
function table(heading: string): string[][] {
  const section = readme.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.replaceAll("`", "").replaceAll("\\|", "|").trim()),
  );
}

describe("README and .env.example", () => {
  const documented = Object.entries(settings).map(([name, schema]) => [name, schema.description ?? ""]);

  it("list the settings that exist, in order, in the same words", () => {
    expect(table("Settings").map(([name, meaning]) => [name, meaning])).toEqual(documented);
    const lines = [...example.matchAll(/^# (.*)\n([A-Z0-9_]+)=(.*)$/gm)];
    expect(lines.map(([, meaning, name]) => [name, meaning])).toEqual(documented);
  });

  it("give the defaults that hold", () => {
    const defaults = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    for (const [name, schema] of Object.entries(settings)) {
      const standard = schema.safeParse(undefined).data;
      expect(defaults[name], name).toBe(standard === undefined ? "" : String(standard));
    }
  });

  it("explain the query language in the words of /help", () => {
    const rows = table("Commands").slice(-QUERY_FORMS.length);
    expect(rows).toEqual(QUERY_FORMS.map(({ form, meaning }) => [form, meaning]));
  });

  it("list the commands that exist, in /help order", () => {
    expect(
      table("Commands")
        .slice(0, commands.length)
        .map(([usage, meaning]) => [usage, meaning]),
    ).toEqual(commands.map(({ spec }) => [usageLine(`/${spec.name}`, spec.options), spec.description]));
  });
});
