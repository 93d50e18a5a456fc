import { describe, expect, it } from "vitest";
import { commandNamed, invocation } from "../../src/chat/naming.ts";

const plain = { prefix: "/" };
const lab = { prefix: "/lab-" };
const renamed = { prefix: "/", renamed: { status: "paper-status" } };

describe("invocation", () => {
  it.each([
    [plain, "status", "/status"],
    [lab, "status", "/lab-status"],
    [renamed, "status", "/paper-status"],
    [renamed, "paper", "/paper"],
    [renamed, "constructor", "/constructor"],
  ])("with %j, %s is %s", (naming, command, typed) => {
    expect(invocation(naming, command)).toBe(typed);
    expect(commandNamed(typed, naming)).toBe(command);
  });
});

describe("commandNamed", () => {
  it.each([
    ["/STATUS", renamed, "status"],
    ["status", renamed, "status"],
    ["paper-status", renamed, "status"],
    ["/paper", lab, "paper"],
    ["lab-paper", lab, "lab-paper"],
  ])("reads %s with %j as %s", (word, naming, command) => {
    expect(commandNamed(word, naming)).toBe(command);
  });
});
