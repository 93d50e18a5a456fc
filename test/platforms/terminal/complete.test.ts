import { describe, expect, test } from "vitest";
import { complete } from "../../../src/platforms/terminal/complete.ts";
import { createSampleChat } from "../../support/chat/sample-chat.ts";

const { chat } = createSampleChat();

describe("complete", () => {
  test.each<[string, string[], string]>([
    ["/", ["/paper ", "/label ", "/today ", "/schedule ", "/refuse ", "/fail ", "/help "], "/"],
    ["/pa", ["/paper "], "/pa"],
    ["/nothing", [], "/nothing"],
    ["/paper video c", ["count:"], "c"],
    ["/paper video ", ["count:"], ""],
    ["/paper video count:3 c", [], "c"],
    ["/paper streaming", ["streaming video", "streaming audio"], "streaming"],
    ["/paper streaming v", ["streaming video"], "streaming v"],
    ["/paper count:3 streaming", [], "streaming"],
    ["streaming", ["streaming video", "streaming audio"], "streaming"],
    ["star f", ["star formation"], "star f"],
    ["/label x order:", ["order:newest", "order:best"], "order:"],
    ["/label x order:n", ["order:newest"], "order:n"],
    ["/label x l", ["label:"], "l"],
    ["/label x label:re", ['label:"read later"'], "label:re"],
    ['/label x label:"re', ['label:"read later"'], 'label:"re'],
    ["/today c", ["count:"], "c"],
    ["/today count:", [], "count:"],
    ["/schedule ", [], ""],
    ["/nothing x", [], "/nothing x"],
    ["/fail any", [], "any"],
  ])("of %j is %j in place of %j", async (line, replacements, fragment) => {
    expect(await complete(chat, line)).toEqual([replacements, fragment]);
  });

  const suggesting = (...suggestions: { label: string; value: string }[]) => ({
    ...chat,
    suggest: async () => suggestions,
  });

  test("fills in the value of one suggestion, and lists the labels of several", async () => {
    const one = { label: "Streaming Video", value: "arxiv:1" };
    const other = { label: "Streaming Audio", value: "arxiv:2" };
    expect((await complete(suggesting(one), "strea"))[0]).toEqual(["arxiv:1"]);
    expect((await complete(suggesting(one, other), "strea"))[0]).toEqual([
      "streaming Video",
      "streaming Audio",
    ]);
  });

  test("never takes back what was typed: of several, only what goes on from it is listed", async () => {
    const labels = ["Streaming Video", "Live Streaming"].map((label) => ({ label, value: label }));
    expect((await complete(suggesting(...labels), "strea"))[0]).toEqual(["streaming Video"]);
  });

  test("has no use for a suggestion that would drive the terminal", async () => {
    expect((await complete(suggesting({ label: "x", value: "\u001b[2J" }), "x"))[0]).toEqual([]);
    expect((await complete(suggesting({ label: "\u202ex", value: "x" }), "x"))[0]).toEqual([]);
  });
});
