import type { Ask } from "./rest.ts";
import type { ChannelFacts, GuildFacts } from "./rights.ts";

/** Servers in one page of their list, by the API. */
const PAGE = 200;
const MOST_PAGES = 10;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The servers that the bot is in. Rejects with a LookError. */
export async function guildsOf(ask: Ask): Promise<readonly Named[]> {
  const found: Named[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const after = found.at(-1)?.id;
    const next = (await ask(
      `/users/@me/guilds?limit=${PAGE}${after === undefined ? "" : `&after=${after}`}`,
    )) as readonly Named[];
    found.push(...next.map(({ id, name }) => ({ id, name })));
    if (next.length < PAGE) break;
  }
  return found;
}

/** Four lists, whatever the number of channels. Rejects with a LookError. */
export async function lookIntoGuild(ask: Ask, { id, name }: Named, me: string): Promise<GuildFacts> {
  const [channels, roles, member, active] = await Promise.all([
    ask(`/guilds/${id}/channels`) as Promise<readonly ChannelFacts[]>,
    ask(`/guilds/${id}/roles`) as Promise<GuildFacts["roles"]>,
    ask(`/guilds/${id}/members/${me}`) as Promise<{ readonly roles: readonly string[] }>,
    ask(`/guilds/${id}/threads/active`) as Promise<{ readonly threads: readonly Thread[] }>,
  ]);
  const threads = active.threads.map((thread) => ({
    id: thread.id,
    name: thread.name,
    parent_id: thread.parent_id,
    isLocked: thread.thread_metadata?.locked === true,
  }));
  return { id, name, channels, roles, threads, me: { id: me, roles: member.roles } };
}

interface Thread extends Named {
  readonly parent_id: string;
  readonly thread_metadata?: { readonly locked?: boolean };
}
