import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";

/** Stands in for the compiler: copies the sources, notes that it ran, and refuses what has "error" in it. */
const COMPILER = `
const { appendFileSync, cpSync, mkdirSync, readFileSync } = require("node:fs");
appendFileSync("runs", "x");
for (const name of ["src/main", "commands/a"]) {
  mkdirSync(\`dist/\${name.split("/")[0]}\`, { recursive: true });
  cpSync(\`\${name}.ts\`, \`dist/\${name}.js\`);
  if (readFileSync(\`\${name}.ts\`, "utf8").includes("error")) process.exit(2);
}`;

function put(root: string, file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

it("builds for a start where sources, settings or what was built are others than the last time, and only then", () => {
  const root = temporaryFolder();
  for (const file of ["tsconfig.json", "package-lock.json", "src/main.ts", "commands/a.ts", "runs"])
    put(root, file, "");
  put(root, "node_modules/typescript/bin/tsc", COMPILER);
  cpSync("tools/build.mjs", join(root, "tools", "build.mjs"));
  let runs = 0;
  /** Whether it compiled, and its exit status. */
  const start = (): readonly [boolean, number | null] => {
    const { status } = spawnSync(process.execPath, ["tools/build.mjs", "--if-changed"], { cwd: root });
    const before = runs;
    runs = readFileSync(join(root, "runs")).length;
    return [runs > before, status];
  };

  expect(start(), "a clean clone").toEqual([true, 0]);
  expect(start()).toEqual([false, 0]);
  put(root, "commands/a.ts", "// other sources");
  expect(start(), "a source changed").toEqual([true, 0]);
  put(root, "tsconfig.json", "{}");
  expect(start(), "a setting changed").toEqual([true, 0]);
  rmSync(join(root, "dist/commands/a.js"));
  expect(start(), "a file of dist is gone").toEqual([true, 0]);
  put(root, "dist/src/main.js", "// from elsewhere");
  expect(start(), "something else wrote there").toEqual([true, 0]);
  rmSync(join(root, "dist"), { recursive: true });
  expect(start(), "dist is gone").toEqual([true, 0]);
  expect(start()).toEqual([false, 0]);
  put(root, "src/main.ts", "error");
  expect(start(), "a mistake").toEqual([true, 2]);
  expect(start(), "a mistake is not built").toEqual([true, 2]);
  put(root, "src/main.ts", "");
  expect(start()[1]).toBe(0);
});
