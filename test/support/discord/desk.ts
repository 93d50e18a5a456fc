import { type Json, type JsonObject, list, object, text, when } from "./component-rules.ts";
import { EMPTY_MESSAGE, found, invalid, ok, type RestAnswer, type RestRequest, refusal } from "./http.ts";
import { autocompleteProblems, messageProblems, type Way } from "./message-rules.ts";
import { modalProblems } from "./modal-rules.ts";
import { APPLICATION_ID, snowflake } from "./world.ts";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

/** The answer to an interaction, as its reader finds it. */
export interface Answer {
  /** The interaction callback types and webhook calls that led to it, e.g. `["5", "PATCH @original"]`. */
  readonly steps: readonly string[];
  /** Milliseconds from the dispatch to the first response. */
  readonly firstResponse: number;
  /** The message; of an answer to a half-typed option, only `choices` is set, and of a form, only `modal`. */
  readonly message: JsonObject;
  readonly choices: readonly JsonObject[];
  readonly modal: JsonObject;
}

export interface InteractionDesk {
  /** Expects an answer to this interaction; the promise fails after `patience` milliseconds without one. */
  open(interaction: JsonObject, patience: number): Promise<Answer>;
  /** Makes an interaction unknown, as if its three seconds were over. */
  expire(id: string): void;
  /** Messages that exist, private ones too. */
  readonly messages: Map<string, JsonObject>;
  handle(request: RestRequest): RestAnswer | undefined;
}

interface Case {
  readonly interaction: JsonObject;
  readonly openedAt: number;
  readonly steps: string[];
  firstResponse: number | undefined;
  expired: boolean;
  original: string | undefined;
  settle(answer: Answer): void;
}

/** Discord gives a bot this long for its first response. */
const FIRST_RESPONSE_MS = 3000;

/** The part of the REST API that answers interactions; it works without a bot token, by the interaction's own. */
export function createInteractionDesk(
  watch: (body: JsonObject, problems: readonly string[]) => void,
): InteractionDesk {
  const cases = new Map<string, Case>();
  const messages = new Map<string, JsonObject>();

  function callback(current: Case | undefined, body: JsonObject): RestAnswer {
    if (!current || current.expired || performance.now() - current.openedAt > FIRST_RESPONSE_MS)
      return refusal(404, 10062, "Unknown interaction");
    if (current.firstResponse !== undefined)
      return refusal(400, 40060, "Interaction has already been acknowledged.");
    const problems = callbackProblems(current, body);
    // A form is no message: it mentions nobody.
    watch(body.type === 9 ? {} : object(body.data), problems);
    if (problems.length > 0) return invalid(problems);
    current.firstResponse = performance.now() - current.openedAt;
    current.steps.push(String(body.type));
    const data = object(body.data);
    if (body.type === 4) settle(current, create(current, data));
    if (body.type === 5) create(current, { flags: Number(data.flags ?? 0) | LOADING });
    if (body.type === 6) current.original = String(object(current.interaction.message).id);
    if (body.type === 7) settle(current, edit(String(object(current.interaction.message).id), data, current));
    if (body.type === 8) settle(current, {}, { choices: list(data.choices).map(object) });
    if (body.type === 9) settle(current, {}, { modal: data });
    return { status: 204 };
  }

  function followUp(current: Case, body: JsonObject): RestAnswer {
    const problems = messageProblems(body, "follow-up");
    watch(body, problems);
    if (problems.length > 0) return invalid(problems);
    current.steps.push("POST");
    const message = create(current, body);
    settle(current, message);
    return ok(message);
  }

  function change(current: Case, id: string, request: RestRequest): RestAnswer {
    const before = messages.get(id);
    if (!before) return refusal(404, 10008, "Unknown Message");
    const name = id === current.original ? "@original" : id;
    if (request.method === "GET") return found(before);
    current.steps.push(`${request.method} ${name}`);
    if (request.method === "DELETE") {
      messages.delete(id);
      return { status: 204 };
    }
    const body = object(request.body);
    const problems = judge(body, "edit", before);
    if (problems.length > 0) return invalid(problems);
    const message = edit(id, body, current);
    settle(current, message);
    return ok(message);
  }

  function judge(body: JsonObject, way: Way, before?: JsonObject): string[] {
    const problems = messageProblems(body, way, before);
    watch(body, problems);
    return problems;
  }

  function create(current: Case, body: JsonObject): JsonObject {
    const { interaction } = current;
    const user = interaction.user ?? object(interaction.member).user ?? null;
    const message: JsonObject = {
      ...EMPTY_MESSAGE,
      id: snowflake(),
      channel_id: interaction.channel_id ?? null,
      content: text(body.content),
      components: list(body.components),
      attachments: list(body.attachments),
      flags: body.flags ?? 0,
      timestamp: new Date().toISOString(),
      interaction_metadata: {
        id: interaction.id ?? null,
        type: interaction.type ?? null,
        user,
        authorizing_integration_owners: {},
      },
    };
    messages.set(String(message.id), message);
    current.original ??= String(message.id);
    return message;
  }

  function edit(id: string, body: JsonObject, current: Case): JsonObject {
    const before = messages.get(id) ?? object(current.interaction.message);
    const flags = (Number(before.flags ?? 0) & ~LOADING) | Number(body.flags ?? 0);
    const message = {
      ...before,
      ...(body.components !== undefined && { components: body.components }),
      ...(body.attachments !== undefined && { attachments: body.attachments }),
      flags,
    };
    messages.set(id, message);
    return message;
  }

  return {
    messages,
    open(interaction, patience) {
      const id = String(interaction.id);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`interaction ${id} was not answered`)), patience);
        cases.set(id, {
          interaction,
          openedAt: performance.now(),
          steps: [],
          firstResponse: undefined,
          expired: false,
          original: undefined,
          settle(answer) {
            clearTimeout(timer);
            resolve(answer);
          },
        });
      });
    },
    expire(id) {
      const current = cases.get(id);
      if (current) current.expired = true;
    },
    handle(request) {
      const [, id = "", token] = /^\/interactions\/(\d+)\/([^/]+)\/callback$/.exec(request.path) ?? [];
      if (request.method === "POST" && token !== undefined) {
        const current = cases.get(id);
        return callback(current?.interaction.token === token ? current : undefined, object(request.body));
      }
      const [, application, hook, , message] =
        /^\/webhooks\/(\d+)\/([^/]+)(\/messages\/([^/]+))?$/.exec(request.path) ?? [];
      if (application === undefined) return undefined;
      const current = [...cases.values()].findLast(({ interaction }) => interaction.token === hook);
      if (application !== APPLICATION_ID || current?.firstResponse === undefined)
        return refusal(404, 10015, "Unknown Webhook");
      if (message === undefined) return followUp(current, object(request.body));
      return change(current, message === "@original" ? (current.original ?? "") : message, request);
    },
  };
}

function settle(current: Case, message: JsonObject, more: Partial<Answer> = {}): void {
  const { steps, firstResponse = 0 } = current;
  current.settle({ steps, firstResponse, message, choices: [], modal: {}, ...more });
}

function callbackProblems({ interaction }: Case, body: JsonObject): string[] {
  const data = object(body.data);
  // A form that was opened by a press belongs to that message.
  const pressed = interaction.type === 3 || (interaction.type === 5 && interaction.message !== undefined);
  const before = object(interaction.message);
  switch (body.type) {
    case 4:
      return messageProblems(data, "callback");
    case 5:
      return when((Number(data.flags ?? 0) & ~EPHEMERAL) !== 0, "a deferral takes no flag but EPHEMERAL");
    case 6:
      return when(!pressed, "only a component can defer an update");
    case 7:
      return [...when(!pressed, "only a component can update"), ...messageProblems(data, "edit", before)];
    case 8:
      return [...when(interaction.type !== 4, "not an autocomplete"), ...autocompleteProblems(data)];
    case 9:
      return [
        ...when(interaction.type !== 2 && interaction.type !== 3, "a form answers a command or a press"),
        ...modalProblems(data),
      ];
    default:
      return [`unknown callback type ${body.type as Json}`];
  }
}
