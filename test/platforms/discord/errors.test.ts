import { DiscordAPIError, HTTPError } from "discord.js";
import { describe, expect, it } from "vitest";
import { PlatformError } from "../../../src/errors.ts";
import { explain, isOver, isPassing } from "../../../src/platforms/discord/errors.ts";

const api = (status: number, code: number) =>
  new DiscordAPIError({ code, message: "No" }, code, status, "POST", "https://discord.example", {});
const http = (status: number) => new HTTPError(status, "No", "GET", "https://discord.example", {});
const node = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe("explain", () => {
  it.each<[unknown, string, RegExp, boolean]>([
    [api(401, 0), "401", /Reset Token/, false],
    [api(403, 50013), "50013", /lacks a permission.*“Send Messages”/, true],
    [api(403, 50001), "50001", /no access/, true],
    [api(404, 10003), "10003", /channel was deleted/, true],
    [api(404, 0), "404", /DISCORD_API_URL/, false],
    [api(403, 0), "403", /scopes/, false],
    [http(503), "503", /temporary problem/, true],
    [http(429), "429", /fewer requests/, true],
    [node("ECONNREFUSED"), "ECONNREFUSED", /online/, true],
    [node("ENOTFOUND"), "ENOTFOUND", /online/, true],
    [node("UND_ERR_SOCKET"), "UND_ERR_SOCKET", /broke off/, true],
    [new DOMException("aborted", "AbortError"), "ETIMEDOUT", /did not answer in time/, true],
    [api(400, 160005), "160005", /Unlock/, true],
    [new Error("Used disallowed intents"), "4014", /doesn't allow the bot/, false],
    [new Error("Authentication failed"), "4004", /Reset Token/, false],
    [new Error("Something new"), "unknown", /Something new/, true],
    [undefined, "unknown", /undefined/, true],
  ])("%s", (error, code, words, passing) => {
    const problem = explain(error);
    expect(problem).toMatchObject({ platform: "discord", code, message: expect.stringMatching(words) });
    expect(problem.message).not.toContain("\n");
    expect(isPassing(problem)).toBe(passing);
  });

  it("keeps the cause, and what is explained already", () => {
    const cause = api(403, 50013);
    const problem = explain(cause);
    expect(problem.cause).toBe(cause);
    expect(explain(problem)).toBe(problem);
  });
});

describe("isOver", () => {
  it.each([
    ["10062", true],
    ["40060", true],
    ["10015", true],
    ["50013", false],
  ])("%s: %s", (code, over) => {
    expect(isOver(new PlatformError("discord", code, "x"))).toBe(over);
  });
});
