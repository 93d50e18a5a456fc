import { describe, expect, it, onTestFinished } from "vitest";
import { formerNames } from "../../commands/former-names.ts";
import { encodeAction } from "../../src/chat/action.ts";
import { someApp } from "../support/app.ts";
import { startBot } from "../support/discord/bot.ts";
import { press, slash } from "../support/discord/interactions.ts";
import { seen } from "../support/discord/server.ts";
import { ADMIN } from "../support/discord/world.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { buttonPress, slashCommand } from "../support/slack/payloads.ts";
import { openWorkspace } from "../support/slack/workspace.ts";

/** Old names of one word: those that were slash commands of their own. */
const OLD = Object.keys(formerNames).filter((name) => !name.includes(" "));

/** What somebody gets who uses what is gone. */
const GONE = /out of date|I don't know the command|There is no command/iu;

const oldButton = (command: string) => encodeAction({ command, options: {}, effect: "answer" }) ?? "";

describe("after an update, before the new commands are set up", () => {
  it("Slack's old slash commands and buttons are answered", async () => {
    const { chat } = someApp(await someLibrary(), () => TODAY);
    const lab = await openWorkspace({ chat: () => chat });
    onTestFinished(() => lab.close());
    const answer = async (send: (url: string) => Promise<unknown>) => {
      const url = lab.url();
      const answered = lab.server.answered(url);
      await send(url);
      await answered;
      return String(lab.server.responses.findLast((one) => one.url === url)?.body.text);
    };
    const from = { user: "UADMIN" };
    for (const name of OLD) {
      const typed = await answer((url) =>
        lab.server.sockets.send("slash_commands", slashCommand(`/${name}`, "bees", url, from)),
      );
      expect(typed, name).not.toMatch(GONE);
      const value = `1 U1 ${oldButton(name)}`;
      const pressed = await answer((url) => lab.send(buttonPress({ value }, url, from)));
      expect(pressed, name).not.toMatch(GONE);
    }
    expect(
      await answer((url) =>
        lab.server.sockets.send("slash_commands", slashCommand("/subscribe", "bees", url, from)),
      ),
    ).toContain("/subscribe is now /daily subscribe.");
    const never = `1 U1 ${oldButton("never")}`;
    expect(await answer((url) => lab.send(buttonPress({ value: never }, url, from)))).toMatch(GONE);
    expect(lab.server.refusals).toEqual([]);
  });

  it("Discord's old slash commands and buttons are answered", async () => {
    const { chat } = someApp(await someLibrary(), () => TODAY);
    const { server } = await startBot({ chat });
    const by = { by: ADMIN };
    const first = await server.ask(slash("help", {}, by));
    for (const name of OLD) {
      expect(seen(await server.ask(slash(name, {}, by))), name).not.toMatch(GONE);
      expect(seen(await server.ask(press(oldButton(name), first.message, by))), name).not.toMatch(GONE);
    }
  });
});
