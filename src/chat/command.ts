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
  /** Stable within the platform; absent where there is nobody to slow down (the host's own terminal). */
  readonly user?: string;
  /** May change what concerns the whole channel. */
  readonly admin: boolean;
  /** An admin in this channel alone, not in the rest of the server. */
  readonly onlyHere?: boolean;
  /** Whom somebody who is no admin can ask, as a sentence. */
  readonly askInstead?: string;
  /** Set where it could not be found out whether this is an admin: what to say where that matters. */
  readonly unchecked?: string;
  /** Where it was asked, by the platform's own id; absent in private messages and in the terminal. */
  readonly channel?: string;
  /** Set where `channel` is a thread: the channel that the thread belongs to. */
  readonly parent?: string;
  /** What the channel belongs to, by the platform's own id: whoever is an admin is one there, and nowhere else. */
  readonly server?: string;
  /** Says that the answer takes a while, and why, in a few words, where that can be shown. */
  readonly working?: (words: string) => void;
  /** Whether a button can open a form where it was asked. */
  readonly opensForms?: boolean;
  /** The message whose button was pressed, by the platform's own id, where that shows its buttons anew by itself. */
  readonly pressed?: string;
}

/** What a command may know beside its options. */
export interface Request {
  readonly caller: Caller;
  /** Every command there is, in /help order. */
  readonly commands: readonly CommandSpec[];
}

/** What commands such as `club add` and `club show` have in common. */
export interface GroupSpec {
  /** The word that they begin with. */
  readonly name: string;
  /** At most 100 characters (Discord), no full stop. */
  readonly description: string;
  /** The command that the word alone runs where text is typed, e.g. `club show`; without one, it is answered with the list. */
  readonly bare?: string | undefined;
  /** The command that gets words which name none of the group, e.g. `follow add` for "/follow streaming video". */
  readonly otherwise?: string | undefined;
}

/** The description of a command, as plain data: registrations, manifests, help and parsers are derived from it. */
export interface CommandSpec {
  /** One word, or two for a command of a group: `paper`, `club add`. */
  readonly name: string;
  /** What the commands that begin with the same word have in common; see group.ts. */
  readonly parent?: GroupSpec;
  /** Works where it is typed or pressed, and is not listed by a platform. */
  readonly typedOnly: boolean;
  /** At most 100 characters (Discord), no full stop. */
  readonly description: string;
  /** Under which heading /help lists it; commands of a group follow each other. */
  readonly group: string;
  /** Something to type, without the command's name. */
  readonly example: string;
  /** Lines for /help <command> beside what can be derived. */
  readonly details: readonly string[];
  readonly admin: boolean;
  /** Some of what it can do is for admins alone; the command itself says so. */
  readonly partlyAdmin: boolean;
  /** Asking changes something, and the answer is the asker's alone: where it cannot be private, it is not to be run. */
  readonly personal: boolean;
  /** Takes so much computing that one person may ask for a few in a row only; see cooldown.ts. */
  readonly expensive: boolean;
  /** Where it is run without options, a platform that can shows a form. */
  readonly hasForm: boolean;
  readonly options: readonly OptionSpec[];
  /** Set if the command also works on somebody's message: the menu entry, and the option that takes the message's text. */
  readonly onMessage?: { readonly label: string; readonly option: string };
}

/** A value to complete a half-typed option with. */
export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

export interface Command<Services> {
  readonly spec: CommandSpec;
  /** Checks `input`, then runs. Bad input never runs: it is answered with usage, privately. */
  answer(input: Input, services: Services, request: Request): Promise<Reply>;
  /** The form to fill in, with what is set now; or why there is none for this caller. May throw a UserError. */
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
  /** What a button with these options says and does now; undefined if that never changes. */
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
   * What is wrong with typed options that the schema lets pass. It is asked where another option is wrong, so that everything
   * is said at once; otherwise `run` says it.
   */
  check?(typed: Readonly<Record<string, string>>, services: Services): readonly Problem[];
  /** What to ask for where it is run without options and a form can be shown; typed options do the same. */
  form?(services: Services, request: Request): FormSpec | Promise<FormSpec>;
  /** What a button with these options says now, or is now; only for commands whose buttons change. */
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
        // A rule about several options belongs to none of them: its own words explain it.
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

/** Why somebody who is no admin may not do something, in words that fit "Only channel managers can …". */
export function managersOnly({ askInstead, unchecked }: Caller, deed: string): string {
  return unchecked ?? `Only channel managers can ${deed} here. ${askInstead ?? "Ask one of them."}`;
}

/** Whether it matters to a command if who asks is an admin: where that takes a look-up, it is done for these alone. */
export function adminMatters(spec: CommandSpec | undefined): boolean {
  return spec !== undefined && (spec.admin || spec.partlyAdmin);
}

/** What to say to those who may not run a command; undefined if this caller may. */
function refusal({ admin, name }: CommandSpec, { caller }: Request): Reply | undefined {
  return admin && !caller.admin
    ? note(managersOnly(caller, `use ${invocation(caller, name)}`), "usage")
    : undefined;
}
