import type { Message } from "discord.js";

/** All text of a message, a bot's too: its content, and what its embeds and components show. */
export function textOf(message: Message): string {
  const embeds = message.embeds.flatMap(({ title, url, description }) => [title, url, description]);
  const shown = message.components.flatMap((component) => contentsOf(component.toJSON()));
  return [message.content, ...embeds, ...shown.map(unescapeMarkdown)].filter(Boolean).join("\n").trim();
}

function contentsOf(component: object): string[] {
  const own = "content" in component && typeof component.content === "string" ? [component.content] : [];
  const children =
    "components" in component && Array.isArray(component.components) ? component.components : [];
  return [...own, ...children.flatMap(contentsOf)];
}

// Bots escape titles; the plain words are what counts.
function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\([^\sA-Za-z0-9])/g, "$1").replaceAll("\u200b", "");
}
