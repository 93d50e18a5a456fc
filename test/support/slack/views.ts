import { blockFaults, malformed } from "./block-rules.ts";

type Json = Readonly<Record<string, unknown>>;

/** A modal as a person has it before them. */
export interface OpenView extends Json {
  readonly id: string;
  readonly blocks: readonly Json[];
}

/** The modals that the bot has opened. */
export interface Views {
  /** What people see, the last opened last. */
  readonly open: readonly OpenView[];
  /** Why Slack would not open or change one; undefined if it does. */
  refusal(
    args: Json,
    isNew: boolean,
  ): { readonly error: string; readonly messages: readonly string[] } | undefined;
  /** Opens or changes one. */
  put(args: Json): { readonly view: OpenView };
}

export function createViews(): Views {
  const views: OpenView[] = [];
  const used = new Set<string>();
  return {
    open: views,
    refusal({ trigger_id, view_id, view }, isNew) {
      const faults = viewFaults((view ?? {}) as Json);
      if (faults.length > 0) return { error: "invalid_arguments", messages: faults };
      if (!isNew)
        return views.some(({ id }) => id === view_id) ? undefined : { error: "not_found", messages: [] };
      const trigger = String(trigger_id);
      if (!/^trigger\.\d+$/.test(trigger)) return { error: "invalid_trigger_id", messages: [trigger] };
      if (used.has(trigger)) return { error: "exchanged_trigger_id", messages: [trigger] };
      used.add(trigger);
      return undefined;
    },
    put({ view_id, view }) {
      const known = views.findIndex(({ id }) => id === view_id);
      const id = known < 0 ? `V${views.length + 1}` : String(view_id);
      const put: OpenView = { ...(view as OpenView), id };
      if (known < 0) views.push(put);
      else views[known] = put;
      return { view: put };
    },
  };
}

/** What Slack refuses in a modal, a line each. */
export function viewFaults(view: Json): string[] {
  const { type, title, submit, close, blocks, private_metadata = "", callback_id = "" } = view;
  const hasInput = Array.isArray(blocks) && blocks.some((block: Json) => block.type === "input");
  return [
    ...(type === "modal" ? [] : [`view of type ${String(type)}`]),
    ...word("title", title, true),
    ...word("submit", submit, hasInput),
    ...word("close", close, false),
    ...(String(private_metadata).length > 3000 ? ["private_metadata of more than 3000"] : []),
    ...(String(callback_id).length > 255 ? ["callback_id of more than 255"] : []),
    ...blockFaults("modal", blocks),
    ...malformed(view),
  ];
}

function word(name: string, value: unknown, required: boolean): string[] {
  if (value === undefined) return required ? [`no ${name}`] : [];
  const { type, text } = value as Json;
  const fits = type === "plain_text" && typeof text === "string" && text.length >= 1 && text.length <= 24;
  return fits ? [] : [`${name}: ${JSON.stringify(value)}`];
}
