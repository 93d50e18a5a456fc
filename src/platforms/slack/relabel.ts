import type { types } from "@slack/bolt";
import type { Action } from "../../chat/action.ts";
import { decodeButton } from "./button.ts";
import { cleanLine, cut } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** What buttons say now, in the order of their actions; undefined for those that always say the same. */
type Labels = (actions: readonly (Action | undefined)[]) => Promise<readonly (string | undefined)[]>;

/** The blocks of a message with their buttons as they are now; all else stays as it was posted. */
export async function relabelled(
  blocks: readonly types.KnownBlock[],
  labels: Labels,
): Promise<types.KnownBlock[]> {
  const values = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.flatMap(valuesIn) : [],
  );
  const now = await labels(values.map((value) => decodeButton(value)?.action));
  const byValue = new Map(values.map((value, at) => [value, now[at]]));
  return blocks.map((block) => {
    if (block.type !== "actions") return block;
    const elements = block.elements.map((element) => {
      const [value = ""] = valuesIn(element);
      const label = byValue.get(value);
      if (element.type !== "button" || label === undefined) return element;
      return { ...element, text: { ...element.text, text: cut(cleanLine(label), LIMITS.buttonText) } };
    });
    return { ...block, elements };
  });
}

function valuesIn(element: types.ActionsBlockElement): readonly string[] {
  return element.type === "button" && element.value !== undefined ? [element.value] : [];
}
