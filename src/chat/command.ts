import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { shorten } from "../shorten.ts";
import type { FormSpec } from "./forms/form.ts";
import { invocation, type Naming } from "./naming.ts";
import { type Input, type OptionSpec, optionSpecs, problemWith, textsOf } from "./options.ts";
import { type Button, note, type Reply } from "./reply.ts";
import { usage } from "./typed/right-line.ts";

/** Who asks, and from where. */
export interface Caller extends Naming {
  /** The platform's name, for the log. */
  readonly platform: string;
  /** Stable within the platform; absent where there is nobody to slow down (the operator's own terminal). */
  readonly user?: string;
  /** May change settings of the whole channel. */
  readonly admin: boolean;
  /** An admin of this channel alone, not of the rest of the server. */
  readonly onlyHere?: boolean;
  /** Whom somebody who is not an admin can ask, as a sentence. */
  readonly askInstead?: string;
  /** Set where the rights could not be looked up: what to say where they matter. */
  readonly unchecked?: string;
  /** The channel where it was asked, by the platform's own id; absent in private messages and in the terminal. */
  readonly channel?: string;
  /** Set where `channel` is a thread: the channel that contains it. */
  readonly parent?: string;
  /** The server or workspace of the channel, by the platform's own id: an admin's rights end there. */
  readonly server?: string;
  /** Shows that the answer takes a while, and why, in a few words; absent where that can't be shown. */
  readonly working?: (words: string) => void;
  /** Whether a button can open a form here. */
  readonly opensForms?: boolean;
  /** The message whose button was pressed, by the platform's own id, where that message updates its own buttons. */
  readonly pressed?: string;
}

/** What a command may know besides its options. */
export interface Request {
  readonly caller: Caller;
  /** Every command there is, in /help order. */
  readonly commands: readonly CommandSpec[];
}

/** What commands such as `club add` and `club show` share. */
export interface GroupSpec {
  /** The first word of their names. */
  readonly name: string;
  /** At most 100 characters (Discord), no full stop. */
  readonly description: string;
  /** The command that the word alone runs where it is typed, e.g. `club show`; without one, the answer is their list. */
  readonly bare?: string | undefined;
  /** The command that gets words which name none of the group's, e.g. `follow add` for "/follow streaming video". */
  readonly otherwise?: string | undefined;
}

/** The description of a command, as plain data: registrations, manifests, help and parsers are derived from it. */
export interface CommandSpec {
  /** One word, or two for a command of a group: `paper`, `club add`. */
  readonly name: string;
  /** What the commands with the same first word share; see group.ts. */
  readonly parent?: GroupSpec;
  /** Works where it is typed or pressed, but no platform lists it. */
  readonly typedOnly: boolean;
  /** At most 100 characters (Discord), no full stop. */
  readonly description: string;
  /** The heading of /help that it is under; commands of a group follow each other. */
  readonly group: string;
  /** Something to type, without the command's name. */
  readonly example: string;
  /** Lines for /help <command>, besides what can be derived. */
  readonly details: readonly string[];
  readonly admin: boolean;
  /** Some of what it does is for admins alone; the command itself says so. */
  readonly partlyAdmin: boolean;
  /** Running it changes something, and the answer is the asker's alone: it does not run where the answer can't be private. */
  readonly personal: boolean;
  /** Takes so much computing that one person may run only a few in a row; see cooldown.ts. */
  readonly expensive: boolean;
  /** Without options, a platform that can shows a form. */
  readonly hasForm: boolean;
  readonly options: readonly OptionSpec[];
  /**
   * Set if the command also works on somebody's message: the label of the menu entry, and the option that takes the
   * message's text.
   */
  readonly onMessage?: { readonly label: string; readonly option: string };
}

/** A completion of a half-typed option. */
export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

export interface Command<Services> {
  readonly spec: CommandSpec;
  /** Checks `input`, then runs. Bad input never runs: it is answered with usage, privately. */
  answer(input: Input, services: Services, request: Request): Promise<Reply>;
  /** The form to fill in, with the present settings; or why there is none for this caller. May throw a UserError. */
  form(services: Services, request: Request): Promise<FormSpec | Reply>;
  /** Whether `input` can be run. */
  accepts(input: Input): boolean;
  /** Completions of `partial` for one option, best first; none for an option that has none. */
  suggest(
    option: string,
    partial: string,
    services: Services,
    caller: Caller,
  ): Promise<readonly Suggestion[]>;
  /** The label and state of a button with these options; undefined if they never change. */
  button(options: Input, services: Services, caller: Caller): Promise<string | Button | undefined>;
}

type Suggest<Services> = (
  partial: string,
  services: Services,
  caller: Caller,
) => readonly Suggestion[] | Promise<readonly Suggestion[]>;

interface Definition<Options extends z.ZodObject, Services> {
  readonly name: string;
  readonly description: string;
  readonly group?: string;
  readonly example: string;
  readonly details?: readonly string[];
  readonly admin?: boolean;
  readonly partlyAdmin?: boolean;
  readonly personal?: boolean;
  readonly typedOnly?: boolean;
  readonly expensive?: boolean;
  readonly options: Options;
  readonly onMessage?: { readonly label: string; readonly option: string };
  readonly suggest?: Readonly<Record<string, Suggest<Services>>>;
  run(options: z.output<Options>, services: Services, request: Request): Reply | Promise<Reply>;
  /**
   * Finds what is wrong with typed options that the schema lets pass. Called where another option is wrong, so that all
   * problems are told at once; otherwise `run` tells them.
   */
  check?(typed: Readonly<Record<string, string>>, services: Services): readonly Problem[];
  /** The form to show where the command is run without options; typed options do the same. */
  form?(services: Services, request: Request): FormSpec | Promise<FormSpec>;
  /** The present label or state of a button with these options; only for commands whose buttons change. */
  label?(options: z.output<Options>, services: Services, caller: Caller): Promise<string | Button>;
}

/**
 * Declares a command once. See the README's "Adding a command".
 *
 * ```ts
 * import { z } from "zod";
 * import { defineCommand } from "../src/chat/command.ts";
 * import { note } from "../src/chat/reply.ts";
 *
 * export const echo = defineCommand({
 *   name: "echo",
 *   description: "Repeat a text",
 *   example: "hello",
 *   options: z.object({ text: z.string().max(100).describe("What to repeat") }),
 *   run: ({ text }) => note(text),
 * });
 * ```
 */
export function defineCommand<Options extends z.ZodObject, Services>(
  definition: Definition<Options, Services>,
): Command<Services> {
  const { name, description, example, details = [], onMessage, suggest = {} } = definition;
  const {
    group = "Papers",
    admin = false,
    partlyAdmin = false,
    personal = false,
    typedOnly = false,
    expensive = false,
  } = definition;
  const options = optionSpecs(definition.options, new Set(Object.keys(suggest)));
  const spec: CommandSpec = {
    name,
    description,
    group,
    example,
    details,
    admin,
    partlyAdmin,
    personal,
    typedOnly,
    expensive,
    hasForm: definition.form !== undefined,
    options,
    ...(onMessage && { onMessage }),
  };
  return {
    spec,
    accepts: (input) =>
      Object.keys(input).every((key) => options.some(({ name }) => name === key)) &&
      definition.options.safeParse(input).success,
    async answer(input, services, request) {
      const unknown = Object.keys(input).filter((key) => !options.some((option) => option.name === key));
      if (unknown.length > 0) {
        const names = unknown.map((key) => `“${shorten(key)}”`).join(", ");
        const one = unknown.length === 1 ? "the option" : "the options";
        return usage(spec, input, [{ text: `I don't know ${one} ${names}.` }], request.caller);
      }
      const parsed = definition.options.safeParse(input);
      if (!parsed.success) {
        const { issues } = parsed.error;
        const wrong = options.filter((option) => issues.some((issue) => issue.path[0] === option.name));
        // A rule about several options belongs to none of them: its own text explains it.
        const general = issues
          .filter(({ path }) => path.length === 0)
          .map(({ message }) => ({ text: message }));
        const explained = wrong.map((option) => problemWith(option, input[option.name]));
        const others = definition.check?.(textsOf(input, wrong), services) ?? [];
        return usage(spec, input, [...explained, ...others, ...general], request.caller);
      }
      return refusal(spec, request) ?? definition.run(parsed.data, services, request);
    },
    async form(services, request) {
      const declared = refusal(spec, request) ?? (await definition.form?.(services, request));
      if (!declared) throw new Error(`${name} has no form`);
      return declared;
    },
    async button(input, services, caller) {
      const parsed = definition.options.safeParse(input);
      return parsed.success ? definition.label?.(parsed.data, services, caller) : undefined;
    },
    async suggest(option, partial, services, caller) {
      return Object.hasOwn(suggest, option) ? (suggest[option]?.(partial, services, caller) ?? []) : [];
    },
  };
}

/** Why somebody who is not an admin may not do something; `deed` completes "Only channel managers can …". */
export function managersOnly({ askInstead, unchecked }: Caller, deed: string): string {
  return unchecked ?? `Only channel managers can ${deed} here. ${askInstead ?? "Ask one of them."}`;
}

/** Whether a command depends on the caller being an admin: where that takes a look-up, it is made for these commands alone. */
export function adminMatters(spec: CommandSpec | undefined): boolean {
  return spec !== undefined && (spec.admin || spec.partlyAdmin);
}

/** The answer to a caller who may not run a command; undefined if this one may. */
function refusal({ admin, name }: CommandSpec, { caller }: Request): Reply | undefined {
  return admin && !caller.admin
    ? note(managersOnly(caller, `use ${invocation(caller, name)}`), "usage")
    : undefined;
}
