import type { types } from "@slack/bolt";
import type { Action } from "../../chat/action.ts";
import type { Button } from "../../chat/reply.ts";
import { decodeButton, encodeButton } from "./button.ts";
import { cleanLine, cut } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** The present state of buttons, in the order of their actions; undefined for those that stay as they are. */
type ButtonsNow = (actions: readonly (Action | undefined)[]) => Promise<readonly (Button | undefined)[]>;

/** The blocks of a message with their buttons updated; everything else stays as it was posted. */
export async function relabelled(
  blocks: readonly types.KnownBlock[],
  buttonsNow: ButtonsNow,
): Promise<types.KnownBlock[]> {
  const values = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.flatMap(valuesIn) : [],
  );
  const states = values.map(decodeButton);
  const now = await buttonsNow(states.map((state) => state?.action));
  const byValue = new Map(
    values.map((value, at) => {
      const [state, button] = [states[at], now[at]];
      const renewed = state && button && encodeButton({ ...state, action: button.action });
      return [value, renewed === undefined ? undefined : { label: button?.label ?? "", value: renewed }];
    }),
  );
  return blocks.map((block) => {
    if (block.type !== "actions") return block;
    const elements = block.elements.map((element) => {
      const [value = ""] = valuesIn(element);
      const renewed = byValue.get(value);
      if (element.type !== "button" || !renewed) return element;
      const text = { ...element.text, text: cut(cleanLine(renewed.label), LIMITS.buttonText) || "…" };
      return { ...element, text, value: renewed.value };
    });
    return { ...block, elements };
  });
}

function valuesIn(element: types.ActionsBlockElement): readonly string[] {
  return element.type === "button" && element.value !== undefined ? [element.value] : [];
}
