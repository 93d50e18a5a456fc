import { describe, expect, it } from "vitest";
import { type Json, type JsonObject, V2 } from "./component-rules.ts";
import { autocompleteProblems, messageProblems, pingsOf } from "./message-rules.ts";

const button = (id: string, more: JsonObject = {}): JsonObject => ({
  type: 2,
  style: 2,
  label: "Next",
  custom_id: id,
  ...more,
});
const row = (...components: Json[]): JsonObject => ({ type: 1, components });
const say = (content: string): JsonObject => ({ type: 10, content });
const container = (...components: Json[]): JsonObject => ({ type: 17, components });
const modern = (...components: Json[]): JsonObject => ({ flags: V2, components });
const link = (more: JsonObject): JsonObject => ({ type: 2, style: 5, label: "Open", ...more });
const select = (more: JsonObject): JsonObject => ({
  type: 3,
  custom_id: "s",
  options: [{ label: "a", value: "a" }],
  ...more,
});
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("messages", () => {
  it.each<[string, JsonObject]>([
    ["plain text", { content: "x".repeat(2000) }],
    ["an embed", { embeds: [{ title: "x", url: "https://example.org" }] }],
    [
      "five rows of five buttons",
      { content: "x", components: times(5, (r) => row(...times(5, (b) => button(`${r}${b}`)))) },
    ],
    ["a link button", { content: "x", components: [row(link({ url: "https://example.org" }))] }],
    ["forty components", modern(container(...times(39, () => say("x"))))],
    ["a section", modern({ type: 9, components: [say("x")], accessory: button("a") })],
    ["a private answer", { content: "x", flags: 64 }],
  ])("lets %s pass", (_, body) => {
    expect(messageProblems(body, "callback")).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ["content of more than 2000", { content: "x".repeat(2001) }],
    ["cannot send an empty message", { content: "  " }],
    ["unknown key contents", { contents: "x" }],
    ["more than 10 embeds", { embeds: times(11, () => ({ title: "x" })) }],
    ["empty embed", { embeds: [{}] }],
    ["embed title of more than 256", { embeds: [{ title: "x".repeat(257) }] }],
    ["embed description of more than 4096", { embeds: [{ description: "x".repeat(4097) }] }],
    ["embed footer of more than 2048", { embeds: [{ footer: { text: "x".repeat(2049) } }] }],
    ["embed author of more than 256", { embeds: [{ author: { name: "x".repeat(257) } }] }],
    ["more than 25 embed fields", { embeds: [{ fields: times(26, () => ({ name: "x", value: "x" })) }] }],
    ["embed field name of more than 256", { embeds: [{ fields: [{ name: "x".repeat(257), value: "x" }] }] }],
    [
      "embed field value of more than 1024",
      { embeds: [{ fields: [{ name: "x", value: "x".repeat(1025) }] }] },
    ],
    ["embeds of more than 6000 together", { embeds: times(2, () => ({ description: "x".repeat(3001) })) }],
    [
      "embeds with the same url: only the first would be shown",
      { embeds: times(2, () => ({ title: "x", url: "https://example.org" })) },
    ],
    ["embed url", { embeds: [{ title: "x", url: "javascript:alert(1)" }] }],
    ["more than 5 action rows", { content: "x", components: times(6, (r) => row(button(String(r)))) }],
    [
      "an action row holds 1 to 5 buttons",
      { content: "x", components: [row(...times(6, (b) => button(String(b))))] },
    ],
    ["an action row holds 1 to 5 buttons", { content: "x", components: [row()] }],
    [
      "a select menu needs an action row of its own",
      { content: "x", components: [row(button("a"), select({}))] },
    ],
    ["a select menu has 1 to 25 options", { content: "x", components: [row(select({ options: [] }))] }],
    [
      "select option of more than 100",
      { content: "x", components: [row(select({ options: [{ label: "x".repeat(101), value: "a" }] }))] },
    ],
    [
      "placeholder of more than 150",
      { content: "x", components: [row(select({ placeholder: "x".repeat(151) }))] },
    ],
    [
      "select option without a label or a value",
      { content: "x", components: [row(select({ options: [{ label: " ", value: "a" }] }))] },
    ],
    [
      "duplicate value of a select option",
      {
        content: "x",
        components: [
          row(
            select({
              options: [
                { label: "a", value: "a" },
                { label: "b", value: "a" },
              ],
            }),
          ),
        ],
      },
    ],
    ["only buttons and select menus in an action row", modern(row(say("x")))],
    ["duplicate custom_id", { content: "x", components: [row(button("a"), button("a"))] }],
    [
      "duplicate custom_id",
      modern({ type: 9, components: [say("x")], accessory: button("a") }, row(button("a"))),
    ],
    ["custom_id of 1 to 100", { content: "x", components: [row(button("x".repeat(101)))] }],
    [
      "button label of more than 80",
      { content: "x", components: [row(button("a", { label: "x".repeat(81) }))] },
    ],
    ["button without label and emoji", { content: "x", components: [row(button("a", { label: "" }))] }],
    ["unknown button style", { content: "x", components: [row(button("a", { style: 9 }))] }],
    [
      "url on a button that is no link",
      { content: "x", components: [row(button("a", { url: "https://example.org" }))] },
    ],
    ["link button without a web address", { content: "x", components: [row(link({}))] }],
    [
      "link button without a web address",
      { content: "x", components: [row(link({ url: "javascript:alert(1)" }))] },
    ],
    [
      "link button without a web address",
      { content: "x", components: [row(link({ url: `https://example.org/${"x".repeat(500)}` }))] },
    ],
    [
      "link button with a custom_id",
      { content: "x", components: [row(link({ url: "https://example.org", custom_id: "a" }))] },
    ],
    ["components v2 without the flag IS_COMPONENTS_V2", { components: [say("x")] }],
    ["content or embeds beside components v2", { ...modern(say("x")), content: "x" }],
    ["content or embeds beside components v2", { ...modern(say("x")), embeds: [{ title: "x" }] }],
    ["poll or stickers beside components v2", { ...modern(say("x")), poll: { question: {} } }],
    ["41 components, more than 40", modern(container(...times(40, () => say("x"))))],
    ["text display of 1 to 4000", modern(say(" "))],
    ["text displays of more than 4000 together", modern(say("x".repeat(2000)), say("x".repeat(2001)))],
    ["text with a lone surrogate", modern(say("\ud800"))],
    [
      "a section holds 1 to 3 text displays",
      modern({ type: 9, components: times(4, () => say("x")), accessory: button("a") }),
    ],
    ["a section needs a button or a thumbnail", modern({ type: 9, components: [say("x")] })],
    [
      "only text displays in a section",
      modern({ type: 9, components: [button("b")], accessory: button("a") }),
    ],
    ["an empty container", modern(container())],
    ["component not allowed in a container", modern(container(container(say("x"))))],
    ["component not allowed at the top", modern(button("a"))],
    ["accent_color out of range", modern({ ...container(say("x")), accent_color: 0x1000000 })],
    ["unknown component type 99", modern(container({ type: 99 }))],
    ["flags 1 are not allowed here", { content: "x", flags: 1 }],
    ["nonce of more than 25", { content: "x", nonce: "x".repeat(26) }],
    [
      "allowed_mentions names users and parses them too",
      { content: "x", allowed_mentions: { parse: ["users"], users: ["1"] } },
    ],
  ])("refuses: %s", (problem, body) => {
    expect(messageProblems(body, "callback")).toContain(problem);
  });

  it("refuses flags that belong to another way of sending", () => {
    expect(messageProblems({ content: "x", flags: 64 }, "message")).toEqual([
      "flags 64 are not allowed here",
    ]);
    expect(messageProblems({ content: "x", flags: 64 }, "edit")).toEqual(["flags 64 are not allowed here"]);
  });

  it("never lets an edit take components v2 away", () => {
    const before = modern(say("x"));
    expect(messageProblems({ flags: 0, components: [] }, "edit", before)).toContain(
      "IS_COMPONENTS_V2 cannot be removed",
    );
    expect(messageProblems({ content: "x" }, "edit", before)).toContain(
      "content or embeds beside components v2",
    );
    expect(messageProblems({ components: [container(say("y"))] }, "edit", before)).toEqual([]);
  });
});

describe("pings", () => {
  it("knows what Discord lets through when nothing is said", () => {
    const body = { content: "@everyone <@1> <@&2>" };
    expect(pingsOf(body, "message")).toEqual(["@everyone", "<@1>", "<@&2>"]);
    expect(pingsOf(body, "callback")).toEqual(["<@1>"]);
    expect(pingsOf({ ...body, allowed_mentions: { parse: [] } }, "message")).toEqual([]);
  });

  it("looks into text displays, named users and replies", () => {
    expect(pingsOf({ ...modern(say("<@1>")), allowed_mentions: { users: ["1"] } }, "callback")).toEqual([
      "<@1>",
    ]);
    const reply = { content: "x", message_reference: { message_id: "1" }, allowed_mentions: { parse: [] } };
    expect(pingsOf(reply, "message")).toHaveLength(1);
    expect(pingsOf({ ...reply, allowed_mentions: { parse: [], replied_user: false } }, "message")).toEqual(
      [],
    );
  });
});

describe("autocomplete", () => {
  const choice = (name: string, value: string): JsonObject => ({ name, value });

  it.each<[string, JsonObject]>([
    ["more than 25 choices", { choices: times(26, (index) => choice(`${index}`, "x")) }],
    ["choice name", { choices: [choice("", "x")] }],
    ["choice name", { choices: [choice("x".repeat(101), "x")] }],
    ["choice value of more than 100", { choices: [choice("x", "x".repeat(101))] }],
  ])("refuses: %s", (problem, data) => {
    expect(autocompleteProblems(data)).toContain(problem);
  });

  it("lets 25 choices pass, and none", () => {
    expect(autocompleteProblems({ choices: times(25, (index) => choice(`${index}`, "x")) })).toEqual([]);
    expect(autocompleteProblems({ choices: [] })).toEqual([]);
  });
});
