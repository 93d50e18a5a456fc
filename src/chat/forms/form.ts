import { fnv1a } from "../../hash.ts";
import type { OptionSpec } from "../options.ts";

/** A form as a command declares it, with the present settings. */
export interface FormSpec {
  /** At most 24 characters, Slack's limit. */
  readonly title: string;
  /** A verb for the button that sends it; at most 24 characters. */
  readonly submit: string;
  /** The most important first: a platform shows as many as it allows. */
  readonly fields: readonly FieldSpec[];
}

/** One field, which sets one option of the command. */
export interface FieldSpec {
  readonly option: string;
  /** At most 45 characters, Discord's limit. */
  readonly label: string;
  /** At most 100 characters. */
  readonly hint?: string;
  /** The present setting; absent where nothing is set. */
  readonly value?: string;
  /** Whether it must be filled in, even where the option may be left out. */
  readonly required?: boolean;
  /** The option's value for a field that was emptied. Without it, an emptied field leaves the option as it is. */
  readonly emptied?: string;
  /** A list to choose from, instead of a text; at most 25. */
  readonly choices?: readonly FieldChoice[];
  /** Whether only the option's completions are valid. */
  readonly listed?: boolean;
}

interface FieldChoice {
  readonly label: string;
  readonly value: string;
}

/** A form as platforms show it: text from anywhere, which they cut and escape. */
export interface Form extends Omit<FormSpec, "fields"> {
  readonly fields: readonly FormField[];
}

export interface FormField extends FieldSpec {
  /** Its content: the present setting, or what its reader wrote there before. */
  readonly value: string;
  readonly required: boolean;
  /** Longest text, in UTF-16 code units. */
  readonly maxLength: number;
}

/** What was entered in a form, by option. */
export type FormValues = Readonly<Record<string, string>>;

/** Digits of a number. */
const NUMBER_LENGTH = 10;
const TEXT_LENGTH = 500;

/** A declared form, completed with what the options' specs say. */
export function completeForm({ fields, ...form }: FormSpec, options: readonly OptionSpec[]): Form {
  return {
    ...form,
    fields: fields.map((field) => {
      const spec = options.find(({ name }) => name === field.option);
      const { value = "", required = spec?.required ?? false } = field;
      const usual = spec?.kind === "integer" ? NUMBER_LENGTH : (spec?.maxLength ?? TEXT_LENGTH);
      // The present setting always has room.
      return { ...field, value, required, maxLength: Math.max(usual, value.length) };
    }),
  };
}

/** The form with earlier input in place of the present settings. */
export function withValues(form: Form, values: FormValues): Form {
  const fields = form.fields.map((field) => {
    const value = values[field.option] ?? field.value;
    return { ...field, value, maxLength: Math.max(field.maxLength, value.length) };
  });
  return { ...form, fields };
}

/** The changes of a submission, as options of the command. */
export function changedOptions(form: Form, values: FormValues): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const { option, value, required, emptied } of form.fields) {
    const written = values[option]?.trim();
    if (written === undefined || written === value.trim()) continue;
    if (written !== "" || required) changes[option] = written;
    else if (emptied !== undefined) changes[option] = emptied;
  }
  return changes;
}

/** Names a form: its command, and the settings it was opened with, so that an outdated form is recognised. */
export function formId(command: string, form: Form): string {
  const shown = form.fields.map(({ option, value }) => [option, value]);
  return `1 ${fnv1a(JSON.stringify(shown)).toString(36)} ${command}`;
}

/** The command of a form; undefined if the form is from another version of the program. */
export function commandOfForm(id: string): string | undefined {
  return /^1 [0-9a-z]{1,7} ([a-z][a-z0-9_-]{0,31}(?: [a-z][a-z0-9_-]{0,31})?)$/u.exec(id)?.[1];
}
