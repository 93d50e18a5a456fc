import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plainText } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { temporaryFolder } from "../support/folder.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

it("a paper is found by the DOI of its published version as by its arXiv id", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "bees.bib");
  writeFileSync(
    file,
    `@article{a, title={Toy Bees of the North}, author={Bee, Ann and others}, journal={Toys D}, year={2020},
      doi={10.1000/Toys.1}, eprint={1912.00001}, archivePrefix={arXiv}}`,
  );
  const library = await someLibrary(undefined, folder);
  await library.importFile(file, { now: () => TODAY });
  await library.refresh();
  const { chat } = someApp(library, () => TODAY);
  const say = async (line: string) =>
    plainText(await chat.runLine(line, { platform: "test", user: "U1", admin: false, prefix: "/" }));
  for (const line of [
    "/paper https://doi.org/10.1000/Toys.1",
    "have you seen 10.1000/toys.1?",
    "/abstract 10.1000/toys.1",
    "/abstract 1912.00001",
    "/save https://doi.org/10.1000/toys.1",
  ])
    expect(await say(line)).toContain("Toy Bees of the North");
  expect(await say("/abstract 1912.00001")).toContain("Ann Bee and others");
  expect(await say("/paper 10.1000/toys.1")).not.toContain("you named");
  expect(await say("/paper 10.1000/toys.1 and 1912.00001")).not.toContain("you named");
  expect(await say("/paper 10.1000/toys.1 and 2405.16009")).toContain("The papers you named:");
  expect(await say("/paper 10.1000/toys.2")).toContain("The library doesn't have DOI 10.1000/toys.2.");
});
