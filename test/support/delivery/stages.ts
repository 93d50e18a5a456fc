import { expect, onTestFinished } from "vitest";
import type { Chat } from "../../../src/chat/chat.ts";
import type { Caller } from "../../../src/chat/command.ts";
import { invocation, type Naming } from "../../../src/chat/naming.ts";
import { namingWith } from "../../../src/platforms/slack/naming.ts";
import { answerOnce } from "../../../src/platforms/terminal/answer-once.ts";
import { createOutput } from "../chat/fake-terminal.ts";
import { startBot } from "../discord/bot.ts";
import type { Answer } from "../discord/desk.ts";
import { slash } from "../discord/interactions.ts";
import { isPrivate, labelsOf } from "../discord/server.ts";
import { ADMIN, CHANNEL_ID, GUILD_ID } from "../discord/world.ts";
import { buttonPress, slashCommand } from "../slack/payloads.ts";
import { openWorkspace } from "../slack/workspace.ts";

/** What a person sees of an answer. */
export interface Sight {
  /** Every text and address in it, in reading order. */
  readonly text: string;
  /** Undefined where there is nobody else to see it. */
  readonly isPrivate?: boolean;
  /** The labels of its buttons. */
  readonly labels?: readonly string[];
  /** Whether it took the place of the message whose button was pressed: nothing was sent. */
  readonly isInPlace?: boolean;
}

/** One platform, ready to be asked by one person who manages the place, through its real client. */
export interface Stage {
  /** The names of commands on this platform, if they differ. */
  readonly naming?: Naming;
  /** Where it is asked, and by whom: the same as in a Caller. */
  readonly place: Pick<Caller, "platform" | "admin" | "channel" | "server">;
  ask(command: string, options: Readonly<Record<string, string | number>>): Promise<Sight>;
  /** Presses the first button of that label on the last answer, which `stays` the last; absent where there are no buttons. */
  press?(label: string, stays?: boolean): Promise<Sight>;
  /** Chooses the first of the last answer's menu. */
  open?(): Promise<Sight>;
}

/** Every platform, by name, on top of the same chat. */
export const STAGES: Readonly<Record<string, (chat: Chat) => Promise<Stage>>> = {
  async terminal(chat) {
    return {
      place: { platform: "terminal", admin: true },
      async ask(command, options) {
        const output = createOutput({ columns: 100 });
        await answerOnce(chat, `/${command} ${typed(options)}`, { output, errors: output, env: {} });
        return { text: output.text() };
      },
    };
  },
  async discord(chat) {
    const { server } = await startBot({ chat });
    let last: Answer | undefined;
    const look = (answer: Answer): Sight => {
      const isInPlace = last !== undefined && answer.message.id === last.message.id;
      last = answer;
      const text = strings(answer.message).join("\n");
      return { text, isPrivate: isPrivate(answer), labels: labelsOf(answer), isInPlace };
    };
    return {
      naming: { prefix: "/", namesOptions: true },
      place: { platform: "discord", admin: true, channel: CHANNEL_ID, server: GUILD_ID },
      ask: async (command, options) => look(await server.ask(slash(command, options, { by: ADMIN }))),
      async press(label, stays = false) {
        const before = last;
        if (!before) throw new Error("nothing was asked yet");
        const sight = look(await server.click(before, label, { by: ADMIN }));
        if (stays) last = before;
        return sight;
      },
      async open() {
        const first = /"type":3,.*?"options":\[\{"label":("(?:[^"\\]|\\.)*")/.exec(
          JSON.stringify(last?.message),
        )?.[1];
        if (!last || first === undefined) throw new Error("no menu");
        return look(await server.choose(last, JSON.parse(first), { by: ADMIN }));
      },
    };
  },
  async slack(chat) {
    const lab = await openWorkspace({ chat: () => chat });
    onTestFinished(async () => {
      await lab.close();
      expect(lab.server.refusals).toEqual([]);
    });
    const naming = namingWith("/");
    let blocks: unknown;
    let hidden = false;
    async function answered(send: (url: string) => Promise<void>): Promise<Sight> {
      const url = lab.url();
      await send(url);
      await lab.server.answered(url);
      const body = lab.server.responses.findLast((response) => response.url === url)?.body;
      blocks = body?.blocks;
      const isInPlace = body?.replace_original === true;
      // What takes the place of a message is seen by those who saw that one.
      if (!isInPlace) hidden = body?.response_type === "ephemeral";
      return {
        text: strings(blocks).join("\n"),
        isPrivate: hidden,
        labels: buttonsOf(blocks).map(({ text }) => text.text),
        isInPlace,
      };
    }
    const from = { user: "UADMIN", channel: "C1" };
    return {
      naming,
      place: { platform: "slack", admin: true, channel: "C1", server: "T1" },
      ask(command, options) {
        const [name = "", ...member] = invocation(naming, command).split(" ");
        const text = [...member, typed(options)].join(" ");
        return answered((url) => lab.send(slashCommand(name, text, url, from)));
      },
      open: () =>
        answered((url) => {
          const value = /"static_select".*?"value":"([^"]*)"/.exec(JSON.stringify(blocks))?.[1];
          if (value === undefined) throw new Error("no menu");
          const press = buttonPress({ value, hidden }, url, from);
          const chosen = {
            type: "static_select",
            action_id: "0",
            block_id: "b1",
            selected_option: { value },
          };
          return lab.send({ ...press, actions: [chosen] });
        }),
      async press(label, stays = false) {
        const before = { blocks, hidden };
        const sight = await answered((url) => {
          const value = buttonsOf(blocks).find(({ text }) => text.text === label)?.value;
          if (value === undefined) throw new Error(`no button “${label}”`);
          const press = buttonPress({ value, hidden }, url, from);
          // Slack sends the message along where all see it.
          return lab.send(hidden ? press : { ...press, message: { ...press.message, text: "…", blocks } });
        });
        if (stays) ({ blocks, hidden } = before);
        return sight;
      },
    };
  },
};

// The first text option stands by itself, as a person types it; the others are named.
function typed(options: Readonly<Record<string, string | number>>): string {
  const text = Object.entries(options).find(([, value]) => typeof value === "string");
  const named = Object.entries(options).filter(([name]) => name !== text?.[0]);
  return [text?.[1], ...named.map(([name, value]) => `${name}:${value}`)]
    .filter((word) => word !== undefined)
    .join(" ");
}

interface SlackButton {
  readonly text: { readonly text: string };
  readonly value: string;
}

/** The buttons of a message of Slack, in order. */
function buttonsOf(blocks: unknown): readonly SlackButton[] {
  const all = (blocks ?? []) as readonly { type: string; elements?: readonly { type: string }[] }[];
  return all
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements = [] }) => elements.filter(({ type }) => type === "button"))
    .map((button) => button as unknown as SlackButton);
}

/** The texts and addresses of a payload, depth first. */
function strings(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(strings);
  if (typeof payload !== "object" || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) => {
    if (typeof value !== "string") return strings(value);
    return ["text", "content", "url", "label"].includes(key) ? [value] : [];
  });
}
