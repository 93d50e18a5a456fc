// Checks every regular expression of src and commands with recheck: those that take more than linear time for some text are
// named with their file, their line and that text. Exit status 1 if there is one.
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { regexpsIn } from "./regexps-in-source.mjs";
import { regexpsMade } from "./regexps-made.mjs";

// Its JavaScript alone: no Java, nothing compiled for this machine.
process.env.RECHECK_SYNC_BACKEND = "pure";
const { checkSync } = await import("recheck");

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const sources = ["src", "commands"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);
const built = (file) => join("dist", file.replace(/\.ts$/, ".js"));
// Loading it would run the program.
const loadable = sources.filter((file) => file !== join("src", "main.ts"));
const made = await regexpsMade(root, loadable.map(built));

const found = [];
const faults = [];
for (const file of sources) {
  const { literals, made: places } = regexpsIn(join(root, file));
  found.push(...literals.map((literal) => ({ ...literal, file })));
  const inBuilt = places.length === 0 ? [] : regexpsIn(join(root, built(file))).made;
  for (const [index, { line }] of places.entries()) {
    const place = inBuilt[index];
    const regexps = made.get(`${built(file)}:${place?.line}:${place?.column}`) ?? [];
    if (regexps.length === 0)
      faults.push(`${file}:${line}: never made. Call what makes it in tools/regexps-made.mjs.`);
    found.push(...regexps.map(({ source, flags }) => ({ source, flags, file, line })));
  }
}

// Recheck counts the steps of an engine of its own, which goes wrong about what stands behind: (?<!a)a+$ is linear. Its texts
// are made to take a hundred million steps and more, so the engine that is used tells whether they are slow, by its CPU time.
const SLOW_MS = 20;
function isSlow(source, flags, { attack }) {
  const text = attack.string;
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    if (flags.includes("g")) text.replace(new RegExp(source, flags), "");
    else new RegExp(source, flags).test(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times) > SLOW_MS;
}

const results = new Map();
for (const { source, flags, file, line } of found) {
  const key = `/${source}/${flags}`;
  const result = results.get(key) ?? checkSync(source, flags, { timeout: 300_000 });
  results.set(key, result);
  if (result.status === "safe" || (result.status === "vulnerable" && !isSlow(source, flags, result)))
    continue;
  const reason =
    result.status === "vulnerable"
      ? `${result.complexity.summary}, for example with ${result.attack.pattern}`
      : `not known: ${result.error.kind}`;
  faults.push(`${file}:${line}: ${key}\n  ${reason}`);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${found.length} regular expressions, ${faults.length} of them not safe\n`);
process.exit(faults.length > 0 ? 1 : 0);
