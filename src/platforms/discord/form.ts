import type { FormField } from "../../chat/forms/form.ts";
import type { OpenedForm } from "../../chat/forms/forms.ts";
import { cut } from "./cut.ts";
import { clean, oneLine } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** A form as the answer to an interaction (callback type 9); the numbers are the API's component types. */
export interface ModalBody {
  readonly custom_id: string;
  readonly title: string;
  readonly components: LabelPart[];
}

/** A field with its label. */
interface LabelPart {
  readonly type: 18;
  readonly label: string;
  readonly description?: string;
  readonly component: TextInput | ModalMenu;
}

interface TextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** 1: one line; 2: several. */
  readonly style: 1 | 2;
  readonly required: boolean;
  readonly max_length: number;
  readonly value?: string;
}

interface ModalMenu {
  readonly type: 3;
  readonly custom_id: string;
  readonly required: boolean;
  /** Discord accepts it only where nothing has to be chosen. */
  readonly min_values?: 0;
  readonly options: { readonly label: string; readonly value: string; readonly default?: true }[];
}

/** A text that may be longer gets a field of several lines. */
const LONGEST_LINE = 150;

/** The form with as many of its first fields as Discord shows; the options of the others stay as they are. */
export function renderModal({ id, form }: OpenedForm): ModalBody {
  return {
    custom_id: id,
    title: shown(form.title, LIMITS.modalTitle),
    components: form.fields.filter(fits).slice(0, LIMITS.modalFields).map(labelled),
  };
}

/** A value that can't be shown whole must not be changed by sending the form. */
function fits({ value }: FormField): boolean {
  return value.length <= LIMITS.modalText && value.isWellFormed();
}

function labelled(field: FormField): LabelPart {
  return {
    type: 18,
    label: shown(field.label, LIMITS.modalLabel),
    ...(field.hint !== undefined && { description: shown(field.hint, LIMITS.modalHint) }),
    component: field.choices ? menu(field, field.choices) : textInput(field),
  };
}

function textInput({ option, value, required, maxLength }: FormField): TextInput {
  return {
    type: 4,
    custom_id: option,
    style: maxLength > LONGEST_LINE ? 2 : 1,
    required,
    max_length: Math.min(maxLength, LIMITS.modalText),
    ...(value.trim() !== "" && { value }),
  };
}

function menu({ option, value, required }: FormField, choices: NonNullable<FormField["choices"]>): ModalMenu {
  return {
    type: 3,
    custom_id: option,
    required,
    ...(!required && { min_values: 0 }),
    options: choices.slice(0, LIMITS.choices).map((choice) => ({
      label: shown(choice.label, LIMITS.choiceLength),
      value: choice.value,
      ...(choice.value === value && { default: true }),
    })),
  };
}

/** A text of ours or of others, on one line. Forms have no Markdown, so nothing needs escaping. */
function shown(text: string, most: number): string {
  return cut(oneLine(clean(text)), most) || "…";
}
