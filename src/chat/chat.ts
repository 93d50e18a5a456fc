import { hideFromLog, inRequest } from "../async/request-id.ts";
import { counted } from "../counted.ts";
import { messageOf, UserError } from "../errors.ts";
import type { Action } from "./action.ts";
import type { AttachedFile } from "./attached-file.ts";
import { type ButtonsNow, createButtonsNow } from "./buttons-now.ts";
import type { ChatParts } from "./chat-parts.ts";
import type { Caller, CommandSpec, Suggestion } from "./command.ts";
import { createCommandTable } from "./command-table.ts";
import { replyToError } from "./failure-text.ts";
import { createForms, type Forms } from "./forms/forms.ts";
import { inPublic } from "./in-public.ts";
import { invocation, type Naming } from "./naming.ts";
import { missingWord, unknownCommand } from "./no-command.ts";
import { type Input, ownWords } from "./options.ts";
import { createHandled, type Handled } from "./replicas/handled.ts";
import type { Replicas } from "./replicas/replicas.ts";
import { note, type Reply } from "./reply.ts";
import { parseOptions } from "./text-input.ts";
import { askAboutChannel } from "./typed/channel-words.ts";
import { type CommandHint, commandInWords, hintAlone, withHint } from "./typed/did-you-mean.ts";
import { type Asker, createFollowUps } from "./typed/follow-ups.ts";
import { createLastLists } from "./typed/last-lists.ts";
import { withRightLine } from "./typed/right-line.ts";
import { smallTalk } from "./typed/small-talk.ts";
import { readLine, withFile } from "./typed/typed-line.ts";
import { createUnasked, type Unasked } from "./unasked/unasked.ts";

/** Everything that a platform needs from the bot. No call ever rejects: whatever happens becomes a Reply. */
export interface Chat extends Unasked, ButtonsNow, Forms {
  readonly commands: readonly CommandSpec[];
  /** What the platforms delivered lately: by it, each of them counts once. */
  readonly handled: Handled;
  /** The other processes that work for the same installation; undefined where there can be none. */
  readonly replicas?: Replicas | undefined;
  /** Runs a command by name with raw option values. */
  run(command: string, input: Readonly<Record<string, unknown>>, caller: Caller): Promise<Reply>;
  /** Runs a command by name with the text typed after it, the second word of its name included. */
  runText(command: string, text: string, caller: Caller): Promise<Reply>;
  /** The command that `runText` would run, and with which options; undefined if it would run none. */
  meant(command: string, text: string): Meant | undefined;
  /**
   * Answers a line: "/paper streaming video", or just "streaming video", which asks the first command. A file that came
   * with it goes to the command that the line names, with or without a slash, if that takes one; if there are no words
   * at all, to the first command that does. It is not read for any other.
   */
  runLine(line: string, caller: Caller, attached?: AttachedFile): Promise<Reply>;
  /** What such a line would run; undefined if nothing. "next" and "undo" refer to the asker's last answer. */
  meantBy(line: string, asker: Naming & Asker, hasFile?: boolean): MeantByLine | undefined;
  /** The same with papers in place of the numbers that the asker meant, so that somebody else can press a button for it. */
  withPapers(meant: Meant, caller: Caller): Meant;
  /** Runs a pressed button's action; undefined (an unknown or outdated button) gets a friendly answer. */
  runAction(action: Action | undefined, caller: Caller): Promise<Reply>;
  /** The command that a pressed button runs, also under a former name; undefined if it runs none. */
  actionSpec(action: Action | undefined): CommandSpec | undefined;
  /** Completions of a half-typed option for this caller, best first; none if anything goes wrong. */
  suggest(command: string, option: string, partial: string, caller: Caller): Promise<readonly Suggestion[]>;
}

/** A command as it was typed. */
export interface Meant {
  readonly spec: CommandSpec;
  readonly options: Readonly<Record<string, string>>;
}

interface MeantByLine extends Meant {
  /** Whether a command was asked for, rather than help or a search. */
  readonly isCommand: boolean;
  /** Whether it takes the file that came with the line. */
  readonly takesFile: boolean;
}

/** Binds the commands to their services. Bare words run the first command. */
export function createChat<Services>(parts: ChatParts<Services>): Chat {
  const { commands, formerNames = {}, services, log, cooldown } = parts;
  const { phrasing = { verbs: {}, isPaper: () => false }, elapsed = () => performance.now() } = parts;
  const { servicesFor = () => services } = parts;
  const specs = commands.map((command) => command.spec);
  const table = createCommandTable(commands, formerNames);
  const lists = createLastLists(elapsed);
  const followUps = createFollowUps(elapsed);
  const reading = { table, specs, phrasing };
  if (commands.length === 0) throw new Error("a chat needs at least one command");

  const { forms, withForm } = createForms({
    table,
    specs,
    services,
    log,
    elapsed,
    run: (name, input, caller) => runWith(name, () => input, caller),
  });

  async function run(name: string, input: Input, caller: Caller): Promise<Reply> {
    const reply = withForm(await runWith(name, () => input, caller), name, input, caller);
    return withHint(reply, name === specs[0]?.name ? hintIn(input, caller) : undefined, caller);
  }

  // Only the first page of an answer asks what was meant.
  function hintIn({ page, ...input }: Input, caller: Caller): CommandHint | undefined {
    const words = input[specs[0]?.options.find(({ kind }) => kind === "text")?.name ?? ""];
    return page === undefined && typeof words === "string"
      ? commandInWords(words, caller, reading)
      : undefined;
  }

  function runWith(...asked: Parameters<typeof answerTo>): Promise<Reply> {
    return inRequest(() => answerTo(...asked));
  }

  // What takes time to gather is gathered for those only who need not wait.
  async function answerTo(
    name: string,
    gather: () => Input | Promise<Input>,
    caller: Caller,
    isFree = false,
  ): Promise<Reply> {
    const known = table.find(name)?.command;
    if (!known) return unknownCommand(name, undefined, caller);
    const isCounted = caller.user !== undefined && !isFree && known.spec.expensive;
    const wait = isCounted ? cooldown.take(`${caller.platform}:${caller.user}`) : 0;
    if (wait > 0) return note(`You're going fast. Try again in ${counted(wait, "second")}.`, "usage");
    let given: Input = {};
    try {
      const found = table.find(name, await gather());
      const { command } = found ?? { command: known };
      given = found?.input ?? {};
      hideFromLog(ownWords(command.spec, given));
      const input = lists.withPapers(command.spec, given, caller);
      const reply = await command.answer(input, servicesFor(services, caller), { caller, commands: specs });
      lists.remember(command.spec, reply, caller);
      followUps.remember(reply, caller);
      return reply;
    } catch (error) {
      return withRightLine(replyToError(error, { command: name, caller, log }), known.spec, given, caller);
    }
  }

  async function runText(name: string, text: string, caller: Caller): Promise<Reply> {
    const meant = table.resolve(name, text);
    if (meant.kind === "unknown") return unknownCommand(name, meant.guess, caller);
    if (meant.kind === "group") return missingWord(meant.group, meant.names, meant.word, caller);
    const { spec } = meant.command;
    const reply = await run(spec.name, parseOptions(meant.rest, spec.options), caller);
    if (meant.formerName === undefined) return reply;
    const now = `${caller.prefix}${meant.formerName} is now ${invocation(caller, spec.name)}.`;
    return { ...reply, footer: [reply.footer, now].filter(Boolean).join(" ") };
  }

  function meantText(name: string, text: string): Meant | undefined {
    const meant = table.resolve(name, text);
    if (meant.kind !== "command") return undefined;
    const { spec } = meant.command;
    return { spec, options: parseOptions(meant.rest, spec.options) };
  }

  async function runAction(action: Action | undefined, caller: Caller): Promise<Reply> {
    if (!action || !table.find(action.command))
      return note("That button is out of date. Run the command again.", "usage");
    // Turning a page asks for nothing new.
    const isFree = action.effect === "replace" || action.effect === "update";
    return runWith(action.command, () => action.options, caller, isFree);
  }

  function channelCommand(line: string): CommandSpec | undefined {
    const word = line.trim().toLowerCase();
    const { channelWords = {} } = phrasing;
    return Object.hasOwn(channelWords, word) ? table.find(channelWords[word] ?? "")?.command.spec : undefined;
  }

  return {
    commands: specs,
    handled: parts.handled ?? createHandled(elapsed),
    replicas: parts.replicas,
    // A line is answered where it was written, a button only to whoever pressed it.
    run: async (name, input, caller) => inPublic(await run(name, input, caller), caller, parts),
    runText: async (name, text, caller) => inPublic(await runText(name, text, caller), caller, parts),
    meant: meantText,
    async runLine(line, caller, attached) {
      const followUp = attached ? undefined : followUps.read(line, caller);
      if (followUp) return "outcome" in followUp ? followUp : runAction(followUp, caller);
      const command = attached ? undefined : channelCommand(line);
      // Whoever may not run the command is told so.
      if (command)
        return command.admin && !caller.admin
          ? run(command.name, {}, caller)
          : askAboutChannel(command, caller);
      const { name, rest, isCommand, plain, taker } = readLine(line, caller, attached !== undefined, reading);
      if (plain) return smallTalk(plain, caller, specs);
      if (taker && attached)
        return runWith(taker.spec.name, () => withFile(taker.spec, taker.rest, attached), caller);
      const reply = await runText(name, rest, caller);
      return isCommand || name !== specs[0]?.name
        ? reply
        : hintAlone(reply, commandInWords(rest, caller, reading), caller);
    },
    meantBy(line, asker, hasFile = false) {
      const followUp = hasFile ? undefined : followUps.read(line, asker);
      if (followUp && "outcome" in followUp) return undefined;
      const followed = followUp && table.find(followUp.command, followUp.options)?.command;
      if (followUp && followed)
        return { spec: followed.spec, options: followUp.options, isCommand: true, takesFile: false };
      const command = hasFile ? undefined : channelCommand(line);
      if (command) return { spec: command, options: {}, isCommand: false, takesFile: false };
      const { name, rest, isCommand, plain, taker } = readLine(line, asker, hasFile, reading);
      if (plain) return undefined;
      const meant = taker
        ? { spec: taker.spec, options: parseOptions(taker.rest, taker.spec.options) }
        : meantText(name, rest);
      return meant && { ...meant, isCommand, takesFile: taker !== undefined };
    },
    withPapers({ spec, options }, caller) {
      return { spec, options: lists.knownPapers(spec, options, caller) };
    },
    runAction,
    actionSpec: (action) => action && table.find(action.command, action.options)?.command.spec,
    ...createButtonsNow(table, services, log),
    ...forms,
    ...createUnasked(parts, { services, commands: specs, log }),
    suggest: (name, option, partial, caller) => inRequest(() => suggest(name, option, partial, caller)),
  };

  async function suggest(...[name, option, partial, caller]: Parameters<Chat["suggest"]>) {
    hideFromLog([partial]);
    try {
      return (await table.find(name)?.command.suggest(option, partial, services, caller)) ?? [];
    } catch (error) {
      // There may be nothing to choose from here: a channel's queue in a direct message, for example.
      if (error instanceof UserError) return [];
      log.warn({ err: messageOf(error), command: name, option }, "no suggestions");
      return [];
    }
  }
}
