import type { APIMessageTopLevelComponent, Message } from "discord.js";
import { type Action, decodeAction, encodeAction } from "../../chat/action.ts";
import type { Button } from "../../chat/reply.ts";
import { buttonLabel } from "./components.ts";

/** The present state of buttons, in the order of their actions; undefined for those that stay as they are. */
type ButtonsNow = (actions: readonly (Action | undefined)[]) => Promise<readonly (Button | undefined)[]>;

/** The part of a message component that matters for finding buttons. */
interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
}

/** The components of a message with their buttons updated; everything else stays as it was posted. */
export async function relabelled(
  { components }: Pick<Message, "components">,
  buttonsNow: ButtonsNow,
): Promise<APIMessageTopLevelComponent[]> {
  const posted = components.map((component) => component.toJSON()) as readonly Component[];
  const ids = [...new Set(posted.flatMap(buttonIds))];
  const now = await buttonsNow(ids.map(decodeAction));
  const byId = new Map(ids.map((id, at) => [id, now[at]]));
  return posted.map((component) => withLabels(component, byId)) as APIMessageTopLevelComponent[];
}

function buttonIds({ type, custom_id, components = [], accessory }: Component): readonly string[] {
  const own = type === BUTTON && custom_id !== undefined ? [custom_id] : [];
  return [...own, ...[...components, ...(accessory ? [accessory] : [])].flatMap(buttonIds)];
}

function withLabels(component: Component, byId: ReadonlyMap<string, Button | undefined>): Component {
  const { custom_id, components, accessory } = component;
  const now = component.type === BUTTON && custom_id !== undefined ? byId.get(custom_id) : undefined;
  const id = now && encodeAction(now.action);
  return {
    ...component,
    ...(now && id !== undefined && { label: buttonLabel(now.label), custom_id: id }),
    ...(components && { components: components.map((one) => withLabels(one, byId)) }),
    ...(accessory && { accessory: withLabels(accessory, byId) }),
  };
}

const BUTTON = 2;
