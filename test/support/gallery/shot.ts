import type { Action } from "../../../src/chat/action.ts";
import type { Caller, CommandSpec } from "../../../src/chat/command.ts";
import type { OpenedForm } from "../../../src/chat/forms/forms.ts";
import { isShareable, note, type Reply } from "../../../src/chat/reply.ts";
import type { MessageBody } from "../../../src/platforms/discord/components.ts";
import { type ModalBody, renderModal } from "../../../src/platforms/discord/form.ts";
import { renderReply } from "../../../src/platforms/discord/render.ts";
import { renderForm } from "../../../src/platforms/slack/form.ts";
import { introduce } from "../../../src/platforms/slack/listen/respond.ts";
import { type Message, renderHome, renderMessage } from "../../../src/platforms/slack/render.ts";
import { fileText, renderTerminal } from "../../../src/platforms/terminal/render.ts";

/** What one platform shows of a reply: its renderer's output. */
export type Payload =
  | { readonly platform: "discord"; readonly message: MessageBody; readonly modal?: ModalBody }
  | { readonly platform: "slack"; readonly message: Message; readonly modal?: object }
  | { readonly platform: "terminal"; readonly text: string; readonly file: string };

/** One reply, as the person who caused it sees it. */
export interface Shot {
  /** The state of the bot. */
  readonly story: string;
  /** The step: a typed line, or a pressed button. */
  readonly step: string;
  readonly seenBy: "everyone" | "one person";
  readonly reply: Reply;
  readonly payload: Payload;
}

export type Platform = Payload["platform"];

export const PLATFORMS: readonly Platform[] = ["discord", "slack", "terminal"];

interface Seen {
  readonly platform: Platform;
  readonly caller: Caller;
  readonly commands: readonly CommandSpec[];
  /** The action that would show the reply to the channel. */
  readonly view?: Action | undefined;
  /** The name above what everybody sees. */
  readonly lead?: string | undefined;
}

/** A reply as the platform's own renderer outputs it. */
export function payloadOf(reply: Reply, { platform, caller, commands, view, lead }: Seen): Payload {
  const share =
    view && caller.channel !== undefined && isShareable(reply)
      ? ({ ...view, effect: "share" } as const)
      : undefined;
  if (platform === "discord") return { platform, message: renderReply(reply, { lead, share }) };
  if (platform === "slack") {
    const led = lead === undefined ? reply : { ...reply, text: introduce(lead, reply.text) };
    return { platform, message: renderMessage(led, { asker: caller.user ?? "", share, view: share }) };
  }
  const text = renderTerminal(reply, { columns: 80, color: false, commands });
  return { platform, text, file: fileText(reply) };
}

/** A form as the platform opens it; in the terminal there is none. */
export function formPayload(opened: OpenedForm, platform: Platform): Payload | undefined {
  const reply = note(opened.form.title);
  if (platform === "discord") return { platform, message: renderReply(reply), modal: renderModal(opened) };
  if (platform === "slack")
    return {
      platform,
      message: renderMessage(reply, { asker: "" }),
      modal: renderForm(opened, { channel: "C1" }),
    };
  return undefined;
}

/** Sections as the blocks of a Home tab. */
export function homePayload(sections: readonly Reply[], asker: string): Payload {
  return { platform: "slack", message: { text: "Home", blocks: renderHome(sections, asker) } };
}

/** The actions of all that can be pressed below a reply, with what it says. */
export function pressable({ cards, buttons, menu }: Reply) {
  const [choice] = menu?.choices ?? [];
  const chosen = choice && { ...choice, label: menu?.placeholder ?? "" };
  return [...cards.flatMap((card) => card.buttons), ...buttons, ...(chosen ? [chosen] : [])];
}
