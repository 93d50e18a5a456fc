import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

it("names what was typed at the prompt, and forgets it with the rest", async () => {
  const home = temporaryFolder();
  await runProgram(["ask", "/vote 2405.16009 up"], { home });
  writeFileSync(join(home, "history"), "gpipe\nstreaming video\n");
  const shown = await runProgram(["ask", "/privacy"], { home });
  expect(shown.out).toContain("1 vote");
  expect(shown.out).toContain("2 lines you typed at the prompt (in the file “history”)");
  expect((await runProgram(["ask", "/privacy forget yes"], { home })).status).toBe(0);
  expect(existsSync(join(home, "history"))).toBe(false);
  expect((await runProgram(["ask", "/privacy"], { home })).out).toContain("don't keep any data about you");
});
