import type { types } from "@slack/bolt";
import type { FormField } from "../../chat/forms/form.ts";
import type { OpenedForm } from "../../chat/forms/forms.ts";
import { cleanLine, cut } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** The callback_id of every form; the metadata says which form it is. */
export const FORM_VIEW = "form";
/** The action_id of every field; the block's id is the option that the field sets. */
const FIELD = "value";

/** Which form a view shows, and where its answer goes. */
export interface FormState {
  readonly id: string;
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** A text that may be longer gets a field of several lines. */
const LONGEST_LINE = 150;

/** The form as a modal, with all fields except those whose value Slack could not show whole. */
export function renderForm({ id, form }: OpenedForm, where: Omit<FormState, "id">): types.ModalView {
  const state: FormState = { id, ...where };
  return {
    type: "modal",
    callback_id: FORM_VIEW,
    private_metadata: JSON.stringify(state),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewTitle),
    close: plain("Cancel", LIMITS.viewTitle),
    blocks: form.fields.filter(fits).slice(0, LIMITS.viewBlocks).map(inputBlock),
  };
}

/** A modal with a text in place of a form. */
export function renderNotice(title: string, text: string): types.ModalView {
  return {
    type: "modal",
    title: plain(title, LIMITS.viewTitle),
    close: plain("Close", LIMITS.viewTitle),
    blocks: [{ type: "section", text: plain(text, LIMITS.sectionText) }],
  };
}

/** Where a form was opened, from its metadata; undefined if that is from another version of the program. */
export function readFormState(metadata: string): FormState | undefined {
  try {
    const { id, channel, thread }: Partial<Record<keyof FormState, unknown>> = JSON.parse(metadata);
    if (typeof id !== "string" || typeof channel !== "string") return undefined;
    return { id, channel, ...(typeof thread === "string" && { thread }) };
  } catch {
    return undefined;
  }
}

/** Completions for a menu that was typed into, in Slack's shape; those too long to be chosen are left out. */
export function renderChoices(choices: readonly { readonly label: string; readonly value: string }[]) {
  const fitting = choices.filter(({ value }) => value !== "" && value.length <= LIMITS.optionValue);
  return fitting.slice(0, LIMITS.options).map(choice);
}

function fits({ value, choices, listed }: FormField): boolean {
  const most = choices || listed ? LIMITS.optionValue : LIMITS.inputText;
  return value.length <= most && value.isWellFormed();
}

function inputBlock(field: FormField): types.InputBlock {
  return {
    type: "input",
    block_id: field.option,
    label: plain(field.label, LIMITS.inputLabel),
    ...(field.hint !== undefined && { hint: plain(field.hint, LIMITS.inputLabel) }),
    optional: !field.required,
    element: elementOf(field),
  };
}

function elementOf({ value, choices, listed, maxLength }: FormField): types.InputBlock["element"] {
  if (choices) {
    const options = renderChoices(choices);
    const initial = options.find((option) => option.value === value);
    return { type: "static_select", action_id: FIELD, options, ...(initial && { initial_option: initial }) };
  }
  if (listed) {
    const initial = value.trim() === "" ? undefined : choice({ label: value, value });
    return {
      type: "external_select",
      action_id: FIELD,
      min_query_length: 0,
      ...(initial && { initial_option: initial }),
    };
  }
  return {
    type: "plain_text_input",
    action_id: FIELD,
    multiline: maxLength > LONGEST_LINE,
    max_length: Math.min(maxLength, LIMITS.inputText),
    ...(value.trim() !== "" && { initial_value: value }),
  };
}

function choice({
  label,
  value,
}: {
  readonly label: string;
  readonly value: string;
}): types.PlainTextOption & {
  value: string;
} {
  return { text: plain(label, LIMITS.optionText), value };
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: "plain_text", text: cut(cleanLine(text), most) || "…", emoji: false };
}
