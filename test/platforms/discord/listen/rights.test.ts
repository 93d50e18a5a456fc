import { describe, expect, it } from "vitest";
import type { Managers } from "../../../../src/chat/managers.ts";
import { notingChat } from "../../../support/chat/noting-chat.ts";
import { createSampleChat } from "../../../support/chat/sample-chat.ts";
import { eventually, startBot } from "../../../support/discord/bot.ts";
import { slash, written } from "../../../support/discord/interactions.ts";
import { seen } from "../../../support/discord/server.ts";
import {
  ADMIN,
  ALICE,
  BOB,
  BOT_ID,
  CURATOR,
  LIBRARIAN,
  LIBRARIAN_ROLE,
  type Person,
} from "../../../support/discord/world.ts";

const DONE = "Daily papers are on";
/** What a channel sees of an answer that is its asker's alone; a refusal it sees as it is. */
const ANSWERED = "That answer is only for you";
const REFUSED =
  "Only channel managers can use /config here. Ask someone with the permission “Manage Channels”.";

const managers = (more: Partial<Managers>) => ({
  discord: { managers: { everyone: false, people: new Set<string>(), roles: new Set<string>(), ...more } },
});

describe("who may manage a channel in Discord", () => {
  it.each<[string, Person, object, string]>([
    ["who has Manage Server", ADMIN, {}, DONE],
    ["who has Manage Channels there", CURATOR, {}, DONE],
    ["nobody else", ALICE, {}, REFUSED],
    ["nobody by a role that the host has not named", LIBRARIAN, {}, REFUSED],
    ["whom the host names", BOB, managers({ people: new Set([BOB.id]) }), DONE],
    ["not who has another id", ALICE, managers({ people: new Set([BOB.id]) }), REFUSED],
    ["who has a role that the host names", LIBRARIAN, managers({ roles: new Set([LIBRARIAN_ROLE]) }), DONE],
    ["not the person of that id", BOB, managers({ roles: new Set([BOB.id]) }), REFUSED],
    ["everyone, if the host says so", ALICE, managers({ everyone: true }), DONE],
  ])("%s", async (_, by, options, expected) => {
    const { server } = await startBot(options);
    const answer = await server.ask(slash("config", { daily: "on" }, { by }));
    expect(seen(answer)).toContain(expected);
    const press = await server.ask(slash("config", { daily: "on" }, { by: ADMIN }));
    const pressed = await server.click(press, "Off", { by });
    expect(seen(pressed)).toContain(expected === DONE ? "Daily papers are off" : expected);
  });

  it.each<[string, Person, object, object]>([
    ["all channels: who has Manage Server", ADMIN, {}, { admin: true }],
    ["that channel alone: who has Manage Channels there", CURATOR, {}, { admin: true, onlyHere: true }],
    ["all: whom the host names", BOB, managers({ people: new Set([BOB.id]) }), { admin: true }],
    ["that one: everyone", ALICE, managers({ everyone: true }), { admin: true, onlyHere: true }],
    [
      "all: whom the host names, beside everyone",
      BOB,
      managers({ everyone: true, people: new Set([BOB.id]) }),
      { admin: true },
    ],
    ["none: anybody else", ALICE, {}, { admin: false }],
  ])("%s", async (_, by, options, rights) => {
    const { chat, callers } = notingChat(createSampleChat().chat);
    const { server } = await startBot({ chat, ...options });
    await server.ask(slash("config", { daily: "on" }, { by }));
    expect(callers.map(({ admin, onlyHere }) => ({ admin, ...(onlyHere && { onlyHere }) }))).toEqual([
      rights,
    ]);
  });

  it.each<[string, Person, object, string]>([
    ["nobody else", ALICE, {}, REFUSED],
    ["nobody by a role alone", LIBRARIAN, {}, REFUSED],
    ["who owns the server", ADMIN, {}, ANSWERED],
    [
      "who has a role that the host names",
      LIBRARIAN,
      managers({ roles: new Set([LIBRARIAN_ROLE]) }),
      ANSWERED,
    ],
    ["whom the host names", BOB, managers({ people: new Set([BOB.id]) }), ANSWERED],
  ])("also by a message that names the bot: %s", async (_, by, options, expected) => {
    const { server } = await startBot(options);
    server.gateway.dispatch("MESSAGE_CREATE", written(`<@${BOT_ID}> /config daily:on`, { by }));
    await eventually(() => expect(server.rest.posted).toHaveLength(1));
    expect(JSON.stringify(server.rest.posted[0])).toContain(expected);
  });
});
