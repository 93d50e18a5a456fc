import { counted } from "../../src/counted.ts";
import { print, readArguments, runBenchmark } from "../support/command.ts";
import { type Finding, findings, strain, times } from "./model.ts";
import { measureUnitCosts } from "./unit-costs.ts";

const USAGE = "npm run bench:scale -- FILE.jsonl";
const FACTORS = [1, 10, 100, 1000];

/**
 * What breaks first at 10, 100 and 1,000 times one lab's load: measures here what an answer, a vote, a post and a paper cost, and reckons
 * what so many of them ask of one process on one machine. A simulation by figures: nothing is put under that load.
 */
await runBenchmark(async () => {
  const { files } = readArguments(USAGE, []);
  const [file = ""] = files;
  const costs = await measureUnitCosts(file);
  const { answer } = costs;
  print(
    `an answer ${answer.ms.toFixed(1)} ms of CPU at ${answer.papers.toLocaleString("en")} papers, growing with power ${answer.exponent.toFixed(2)}; a vote ${costs.writeMs.toFixed(2)} ms; a post ${costs.postMs.toFixed(1)} ms of CPU`,
  );
  print(
    `a paper ${Math.round(costs.indexBytes)} bytes in memory and ${Math.round(costs.paperBytes)} on disk, read in ${(costs.loadMs * 1000).toFixed(0)} µs; a post ${Math.round(costs.postBytes)} bytes`,
  );
  for (const factor of FACTORS) {
    const load = times(factor);
    const { servers, people, channels, readers, papers } = load;
    const name = factor === 1 ? "one lab" : `${factor.toLocaleString("en")} times`;
    print("");
    print(
      `${name}: ${counted(servers, "server")}, ${people.toLocaleString("en")} people, ${counted(channels, "channel")}, ${counted(readers, "reader")} by mail, ${counted(papers, "paper")}`,
    );
    const found = findings(load, costs).toSorted((a, b) => strain(b) - strain(a));
    for (const finding of found) print(line(finding));
  }
});

function line(finding: Finding): string {
  const { what, value, unit, limit, remedy } = finding;
  const breaks = strain(finding) >= 1;
  const figure = `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ${unit}`.trim();
  const bound = `of ${limit.toLocaleString("en")} ${unit}`.trim();
  return `${breaks ? "✗" : "✓"} ${what}: ${figure} ${bound}${breaks ? `. Then: ${remedy}` : ""}`;
}
