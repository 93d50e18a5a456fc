import type { Logger } from "../../log.ts";
import type { Action } from "../action.ts";
import type { Caller, CommandSpec } from "../command.ts";
import type { CommandTable } from "../command-table.ts";
import { replyToError } from "../failure-text.ts";
import type { Input } from "../options.ts";
import { type Button, buttons, note, type Reply } from "../reply.ts";
import { rightLine } from "../typed/right-line.ts";
import { createDrafts } from "./drafts.ts";
import {
  changedOptions,
  commandOfForm,
  completeForm,
  type Form,
  type FormValues,
  formId,
  withValues,
} from "./form.ts";

/** A form that can be shown. */
export interface OpenedForm {
  /** To be passed back with what was entered; at most 80 characters. */
  readonly id: string;
  readonly form: Form;
}

/** Forms, for platforms that can show them. Typed options do the same. No call ever rejects. */
export interface Forms {
  /** Whether running a command with these options calls for a form. Answers at once. */
  asksForForm(command: string, options: Input): boolean;
  /** The form of a command, or of a button that opens one; or why there is none for this caller. */
  openForm(asked: Pick<Action, "command" | "options">, caller: Caller): Promise<OpenedForm | Reply>;
  /** An answer with a button that opens the form, for where a form takes a press. */
  offerForm(command: string, caller: Caller): Promise<Reply>;
  /** Runs the command with what was entered. `problems` of the reply belong to the fields of these options. */
  submitForm(id: string, values: FormValues, caller: Caller): Promise<Reply>;
}

interface FormParts<Services> {
  readonly table: CommandTable<Services>;
  readonly specs: readonly CommandSpec[];
  readonly services: Services;
  readonly log: Logger;
  readonly elapsed: () => number;
  readonly run: (command: string, input: Input, caller: Caller) => Promise<Reply>;
}

/** The answer to a form, or a button for one, that this version does not know. */
const OLD_FORM = note("That form is from an older version of me. Run the command again.", "usage");

export function createForms<Services>(parts: FormParts<Services>) {
  const { table, specs, services, log, elapsed, run } = parts;
  const drafts = createDrafts(elapsed);

  async function present(
    name: string,
    caller: Caller,
  ): Promise<(OpenedForm & { spec: CommandSpec }) | Reply> {
    const command = table.find(name)?.command;
    if (!command?.spec.hasForm) return OLD_FORM;
    try {
      const declared = await command.form(services, { caller, commands: specs });
      if ("outcome" in declared) return declared;
      const form = completeForm(declared, command.spec.options);
      return { id: formId(command.spec.name, form), form, spec: command.spec };
    } catch (error) {
      return replyToError(error, { command: name, caller, log });
    }
  }

  function openButton(spec: CommandSpec, draft?: string): Button {
    const options = draft === undefined ? {} : { draft };
    return { label: "Open form", action: { command: spec.name, options, effect: "form" }, style: "primary" };
  }

  /** What went wrong, with a button that opens the form as it was filled in. */
  function withRetry(reply: Reply, spec: CommandSpec, values: FormValues, caller: Caller): Reply {
    const button = openButton(spec, drafts.keep(values, caller));
    return { ...reply, buttons: [...buttons(button), ...reply.buttons] };
  }

  const forms: Forms = {
    asksForForm: (name, options) =>
      table.find(name)?.command.spec.hasForm === true &&
      Object.values(options).every((value) => value === undefined || value === ""),
    async openForm({ command, options }, caller) {
      const opened = await present(command, caller);
      if (!("form" in opened)) return opened;
      return { id: opened.id, form: withValues(opened.form, drafts.find(options.draft, caller)) };
    },
    async offerForm(command, caller) {
      const opened = await present(command, caller);
      if (!("form" in opened)) return opened;
      const { spec } = opened;
      return {
        outcome: "answer",
        audience: "conversation",
        text: `Fill in the form, or write it out. For example: ${rightLine(spec, {}, [], caller)}`,
        cards: [],
        buttons: buttons(openButton(spec)),
      };
    },
    async submitForm(id, values, caller) {
      const command = commandOfForm(id);
      if (command === undefined) return OLD_FORM;
      const opened = await present(command, caller);
      if (!("form" in opened)) return opened;
      const { spec, form } = opened;
      if (opened.id !== id) {
        const changed = "These settings have changed since you opened the form, so nothing was saved.";
        return withRetry(note(`${changed} Open it again to check.`, "usage"), spec, values, caller);
      }
      const reply = await run(spec.name, changedOptions(form, values), caller);
      return reply.outcome === "answer" ? reply : withRetry(reply, spec, values, caller);
    },
  };

  return {
    forms,
    /** What was wrong with typed options, with a button that opens the form where there is one that can be shown. */
    withForm(reply: Reply, name: string, input: Input, caller: Caller): Reply {
      const spec = table.find(name)?.command.spec;
      const isWrong = (reply.problems?.length ?? 0) > 0;
      if (!spec?.hasForm || !isWrong || !caller.opensForms) return reply;
      const values = Object.entries(input).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      );
      return withRetry(reply, spec, Object.fromEntries(values), caller);
    },
  };
}
