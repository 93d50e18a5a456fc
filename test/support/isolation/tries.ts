import { type Action, encodeAction } from "../../../src/chat/action.ts";
import type { CommandSpec } from "../../../src/chat/command.ts";
import type { OptionSpec } from "../../../src/chat/options.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { parseOptions } from "../../../src/chat/text-input.ts";
import type { Lab } from "../web/lab.ts";
import type { Place } from "./places.ts";

/** What somebody got to see, by what they tried. */
export type Seen = ReadonlyMap<string, string>;

/**
 * Tries every command in a place: bare, as its example has it, and with each of its options, where there is a choice with each
 * choice, and where there is a text with what names another place. Every option is completed, every form is opened, and every
 * button of every answer is pressed. Made from the table of commands, so that a new one is tried, too.
 */
export async function tryEverything({ session }: Lab, place: Place, others: readonly Place[]): Promise<Seen> {
  const { chat } = session.app;
  const { caller } = place;
  const seen = new Map<string, string>();
  for (const spec of chat.commands) {
    for (const input of inputsOf(spec, place, others))
      seen.set(`/${spec.name} ${JSON.stringify(input)}`, asText(await chat.run(spec.name, input, caller)));
    for (const { name, suggests } of spec.options)
      if (suggests)
        seen.set(`${spec.name} ${name}:…`, asText(await chat.suggest(spec.name, name, "", caller)));
    if (spec.hasForm)
      seen.set(
        `${spec.name} (form)`,
        asText(await chat.openForm({ command: spec.name, options: {} }, caller)),
      );
  }
  seen.set("the home page", asText(await chat.home(caller)));
  return new Map([...seen, ...(await pressAll({ session }, place, actionsIn(seen)))]);
}

/** Presses buttons, whosever answer they are from. */
export async function pressAll(
  { session }: Pick<Lab, "session">,
  { caller }: Place,
  actions: readonly Action[],
): Promise<Seen> {
  const { chat } = session.app;
  const seen = new Map<string, string>();
  for (const action of actions)
    seen.set(
      `[${keyOf(action)}]`,
      asText(
        await (action.effect === "form" ? chat.openForm(action, caller) : chat.runAction(action, caller)),
      ),
    );
  return seen;
}

/** The buttons of everything that somebody sees, each once. */
export function actionsIn(seen: Seen): readonly Action[] {
  const found = new Map<string, Action>();
  for (const text of seen.values()) {
    const { buttons = [], cards = [] } = JSON.parse(text) as Partial<Reply>;
    for (const { action } of [...buttons, ...cards.flatMap((card) => card.buttons)])
      found.set(keyOf(action), action);
  }
  return [...found.values()];
}

function keyOf(action: Action): string {
  return encodeAction(action) ?? JSON.stringify(action);
}

type Tried = Readonly<Record<string, string>>;

function inputsOf(
  { name, example, options }: CommandSpec,
  { secrets }: Place,
  others: readonly Place[],
): readonly Tried[] {
  // An address that several ask for is theirs in turn.
  const usual = parseOptions(example.replace("ann@example.org", secrets.mail), options);
  const names = others.flatMap(namesOf);
  let next = name.length;
  const valuesOf = ({ kind, choices = [], min = 1 }: OptionSpec): readonly string[] => {
    if (kind === "choice") return choices;
    if (kind === "integer") return [String(min)];
    // One each: among all options, every name has its turn several times.
    return [names[next++ % names.length] ?? ""];
  };
  const given = options.flatMap((option) =>
    valuesOf(option).map((value) => ({ ...usual, [option.name]: value })),
  );
  return [{}, usual, ...given];
}

/** How somebody would name what is another place's. */
function namesOf({ caller: { platform, user, channel, server }, secrets, paper }: Place): readonly string[] {
  return [
    channel,
    `<#${channel}>`,
    `<@${user}>`,
    user,
    server,
    `channel:${platform}:${channel}`,
    `channel:${channel}`,
    `author:${user}`,
    secrets.mail,
    paper,
  ];
}

/** Without what is drawn: the names of drafts, links, and what stands for a mailbox or a sign-in. */
function asText(seen: unknown): string {
  return JSON.stringify(seen).replaceAll(
    /("draft":"|\/(?:c|open)\/|\\"(?:handle|id|sealed|stop_token)\\": \\")[\w-]+/g,
    (_, before: string) => `${before}…`,
  );
}
