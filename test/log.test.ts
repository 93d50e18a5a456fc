import { expect, it } from "vitest";
import { asText } from "../src/log.ts";

const time = new Date(2026, 10, 24, 9, 0, 12).getTime();

it("is a sentence with its facts at a terminal", () => {
  const line = JSON.stringify({ level: 40, time, part: "sync", source: "arxiv", tries: 2, msg: "no answer" });
  expect(asText(line)).toBe("09:00:12 warn sync: no answer (source=arxiv, tries=2)\n");
});

it("shows the stack of an error, and nothing that drives the terminal", () => {
  const err = { type: "Error", message: "x", stack: "Error: x\u001b[2J\n    at here" };
  const line = JSON.stringify({ level: 50, time, title: "a\u202eb\u0007", err, msg: "it\u001b[31m failed" });
  expect(asText(line)).toBe("09:00:12 error it[31m failed (title=ab)\nError: x[2J\n    at here\n");
});
