import { describe, expect, it } from "vitest";
import { createStarChat } from "../support/chat/star-chat.ts";
import { startBot } from "../support/discord/bot.ts";
import { slash } from "../support/discord/interactions.ts";
import { isPrivate, labelsOf, seen } from "../support/discord/server.ts";
import { BOB } from "../support/discord/world.ts";
import { buttonPress, slashCommand } from "../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../support/slack/workspace.ts";

describe("a button that changes something, in Discord", () => {
  it("shows it on the buttons of its own message, whoever presses, and sends nothing", async () => {
    const { chat, stars } = createStarChat();
    const { server } = await startBot({ chat });
    const shown = await server.ask(slash("show", { who: "everyone" }));
    stars.count = 4;
    const pressed = await server.click(shown, "Star 0", { by: BOB });
    expect(pressed.steps).toEqual(["7"]);
    expect(pressed.message.id).toBe(shown.message.id);
    expect(labelsOf(pressed)).toEqual(["Star 5", "Star 5"]);
    expect(seen(pressed)).toContain("What else it says stays.");
  });

  it("tells only whoever pressed what went wrong", async () => {
    const { chat, stars } = createStarChat();
    const { server } = await startBot({ chat });
    const shown = await server.ask(slash("show", { who: "everyone" }));
    stars.count = 9;
    const refused = await server.click(shown, "Star 0");
    expect(isPrivate(refused)).toBe(true);
    expect(refused.message.id).not.toBe(shown.message.id);
    expect(seen(refused)).toBe("No more stars.");
  });
});

describe("a button that changes something, in Slack", () => {
  it("shows it on the buttons of a message that all see", async () => {
    const { lab, stars, ask, press } = await openLab();
    const shown = await ask("everyone");
    stars.count = 4;
    const { blocks, text } = shown;
    const changed = await press(buttonsIn(shown)["Star 0"], { user: "U2" }, { blocks, text });
    expect(changed).toMatchObject({ replace_original: true, text });
    expect(Object.keys(buttonsIn(changed))).toEqual(["Star 5"]);
    expect(JSON.stringify(changed.blocks)).toContain("What else it says stays.");
    await lab.close();
    expect(lab.server.refusals).toEqual([]);
  });

  it("shows a message again that Slack does not send along, as only one person sees it", async () => {
    const { lab, stars, ask, press } = await openLab();
    const shown = await ask("asker");
    stars.count = 4;
    const changed = await press(buttonsIn(shown)["Star 0"], {}, undefined);
    expect(changed.replace_original).toBe(true);
    expect(Object.keys(buttonsIn(changed))).toEqual(["Star 5", "Other"]);
    await lab.close();
  });

  it("tells only whoever pressed what went wrong", async () => {
    const { lab, stars, ask, press } = await openLab();
    const shown = await ask("everyone");
    stars.count = 9;
    const refused = await press(buttonsIn(shown)["Star 0"], {}, { blocks: shown.blocks });
    expect(refused).toMatchObject({
      response_type: "ephemeral",
      replace_original: false,
      text: "No more stars.",
    });
    await lab.close();
  });

  it("leaves a post to whoever posted it, who keeps what it is found again by", async () => {
    const { lab, ask, stars } = await openLab();
    const shown = await ask("everyone");
    const metadata = { event_type: "paperboy_post", event_payload: { key: "k" } };
    const { calls, responses } = lab.server;
    const before = [calls.length, responses.length];
    await lab.send(
      pressOf(lab, buttonsIn(shown)["Star 0"], {}, { text: "Bees", blocks: shown.blocks, metadata }),
    );
    await expect.poll(() => stars.count).toBe(1);
    await lab.close();
    expect([calls.length, responses.length]).toEqual(before);
  });
});

async function openLab() {
  const { chat, stars } = createStarChat();
  const lab = await openWorkspace({ chat: () => chat });
  const answer = async (payload: object) => {
    const before = lab.server.responses.length;
    await lab.send(payload);
    await lab.server.said(before + 1);
    return lab.server.responses.at(-1)?.body ?? {};
  };
  return {
    lab,
    stars,
    ask: (who: string) => answer(slashCommand("/show", who, lab.url())),
    press: (...pressed: Pressed) => answer(pressOf(lab, ...pressed)),
  };
}

type Pressed = readonly [value: string | undefined, from: object, message: object | undefined];

/** A press on a message of which Slack sends along so much; nothing of one that only one person sees. */
function pressOf(lab: Workspace, ...[value = "", from, message]: Pressed): object {
  const payload = buttonPress({ value, hidden: message === undefined }, lab.url(), from);
  return { ...payload, message: message && { ...payload.message, ...message } };
}

/** The values of the buttons in a message of Slack, by what they say. */
function buttonsIn(message: { readonly blocks?: unknown }): Readonly<Record<string, string>> {
  const blocks = (message.blocks ?? []) as {
    type: string;
    elements: { text: { text: string }; value: string }[];
  }[];
  return Object.fromEntries(
    blocks
      .filter(({ type }) => type === "actions")
      .flatMap(({ elements }) => elements.map(({ text, value }) => [text.text, value])),
  );
}
