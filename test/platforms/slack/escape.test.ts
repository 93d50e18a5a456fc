import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cleanLine,
  cleanText,
  cut,
  cutAtSentence,
  escapeMrkdwn,
  readEventText,
  safeLink,
} from "../../../src/platforms/slack/escape.ts";
import { parsedTextFaults } from "../../support/slack/block-rules.ts";

describe("cleanText", () => {
  it.each([
    ["a\u0000b\u001B[31mc", "a b [31mc"],
    ["\u202Eevil\u2066", "evil"],
    ["a\r\nb\n\n\n\nc", "a\nb\n\nc"],
    ["  a \t b  ", "a b"],
    ["\uD800x", "\uFFFDx"],
    ["👩‍👩‍👧", "👩‍👩‍👧"],
    ["\u200B \u200D", ""],
  ])("%j is %j", (given, expected) => expect(cleanText(given)).toBe(expected));

  it("puts everything on one line for cleanLine", () => expect(cleanLine("a\n\nb")).toBe("a b"));
});

describe("cut", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["ab cd", 4, "ab…"],
    ["😀😀", 3, "😀…"],
    ["a😀b", 3, "a…"],
    ["👩‍👩", 4, "👩…"],
    ["abc", 0, ""],
  ])("%j in %i is %j", (given, max, expected) => expect(cut(given, max)).toBe(expected));
});

describe("cutAtSentence", () => {
  it.each([
    ["One. Two. Three.", 100, "One. Two. Three."],
    ["One is here. Two is here. Three is here.", 30, "One is here. Two is here."],
    ["One. And then a long sentence without any end", 30, "One. And then a long…"],
    ["Version 2.5 is the newest of all the versions", 14, "Version 2.5…"],
    ["unbreakable".repeat(4), 10, "unbreakab…"],
    ["anything", 0, ""],
  ])("%j in %i is %j", (given, max, expected) => expect(cutAtSentence(given, max)).toBe(expected));

  it("never exceeds its length and never halves a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.nat(100), (text, max) => {
        const short = cutAtSentence(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("escapeMrkdwn", () => {
  it.each([
    ["<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
    ["&lt;", "&amp;lt;"],
    ["*a* _b_ ~c~ `d`", "∗a∗ ˍbˍ ∼c∼ ˋdˋ"],
    ["_see_ https://example.org/a_b~c?d&e", "ˍseeˍ https://example.org/a_b~c?d&amp;e"],
  ])("%j is %j", (given, expected) => expect(escapeMrkdwn(given, 100)).toBe(expected));

  it.each([
    ["ab&", 6, "ab…"],
    ["ab&&", 8, "ab&amp;…"],
    ["a😀&", 4, "a😀…"],
    ["a😀&", 3, "a…"],
  ])("cuts %j in %i to %j, not inside an entity or a character", (given, max, expected) => {
    expect(escapeMrkdwn(given, max)).toBe(expected);
  });

  it("leaves nothing that Slack would read, at any length", () => {
    const text = fc.string({
      unit: fc.constantFrom("<", ">", "&", "!", "@", "|", "😀", "a", ";", "lt"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (given, max) => {
        const escaped = escapeMrkdwn(given, max);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped.isWellFormed()).toBe(true);
        expect(parsedTextFaults(escaped)).toEqual([]);
      }),
    );
  });
});

describe("readEventText", () => {
  it.each([
    ["<@UBOT> streaming video", "streaming video"],
    ["<@UBOT|paperboy> hi", "hi"],
    ["ask <@U7|bob> or <@U8>", "ask bob or"],
    ["in <#C1|general> <!here> <!subteam^S1|@lab>", "in general  @lab"],
    ["<https://arxiv.org/abs/1>", "https://arxiv.org/abs/1"],
    ["<https://arxiv.org/abs/1|https://arxiv.org/abs/1>", "https://arxiv.org/abs/1"],
    ["<http://node.js|node.js> streams", "node.js streams"],
    ["<https://arxiv.org/abs/1|Great>", "Great https://arxiv.org/abs/1"],
    ["<mailto:a@b.example|a@b.example>", "a@b.example"],
    ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["&amp;lt;", "&lt;"],
  ])("%j is %j", (given, expected) => expect(readEventText(given, "UBOT")).toBe(expected));
});

describe("safeLink", () => {
  it.each([
    ["https://arxiv.org/abs/1", "https://arxiv.org/abs/1"],
    ["https://arxiv.org/a b|c<d>", "https://arxiv.org/a%20b|c%3Cd%3E"],
    ["http://arxiv.org/", undefined],
    ["javascript:alert(1)", undefined],
    ["https://a:b@arxiv.org/", undefined],
    ["arxiv.org", undefined],
    [undefined, undefined],
  ])("%j is %j", (given, expected) => expect(safeLink(given, 100)).toBe(expected));
});
