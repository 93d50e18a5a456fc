// Compiles src and commands into dist; with --if-changed, only where dist is not what these sources gave the last time.
// The stamp says so by the contents of both sides: neither a checkout of other sources, nor a file that is missing in dist
// or was written there by something else goes unnoticed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "dist", "stamp");

/** What decides about the result beside the sources: the compiler's settings, its version, and this file. */
const SETTINGS = ["tsconfig.json", "package-lock.json", join("tools", "build.mjs")];

if (!process.argv.includes("--if-changed") || !isBuilt()) build();

function build() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", root], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  chmodSync(join(root, "dist", "src", "main.js"), 0o755);
  writeFileSync(stamp, stateOf(sources()));
}

function isBuilt() {
  try {
    return readFileSync(stamp, "utf8") === stateOf(sources());
  } catch {
    // Nothing was built yet, or not all of it is there.
    return false;
  }
}

function sources() {
  return ["src", "commands"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name))
      .sort(),
  );
}

/** A hash of the sources and of what was made of them. Throws where a file of either is missing. */
function stateOf(names) {
  const built = names.map((name) => join("dist", name.replace(/\.ts$/, ".js")));
  const hash = createHash("sha256");
  for (const name of [...SETTINGS, ...names, ...built]) {
    const content = readFileSync(join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return `${hash.digest("hex")}\n`;
}
