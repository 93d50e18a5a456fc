import { note, type Reply } from "../../chat/reply.ts";
import { UserError } from "../../errors.ts";
import type { Services } from "../services.ts";

/** Throws a UserError that says what to set where the page shows nothing that links open. */
export function needPage({ page }: Pick<Services, "page">): void {
  if (page.shows === "nothing")
    throw new UserError(
      "The web page is off. The bot's operator can turn it on with PAGE=lab and set its address as PAGE_URL.",
    );
  if (page.shows === "library")
    throw new UserError(
      `The web page shows the library only${page.address === undefined ? "" : `: ${page.address}`}. For pages of channels and people, the bot's operator can set PAGE=lab.`,
    );
}

interface PageLink {
  readonly title: string;
  /** Below the page's address. */
  readonly path: string;
  readonly lines: readonly string[];
  /** Another address of the same thing. */
  readonly also?: { readonly label: string; readonly path: string };
}

/** A link into the page, for the asker alone. */
export function pageLink(
  { title, path, lines, also }: PageLink,
  { page: { address = "", isLocal = false } }: Pick<Services, "page">,
  text?: string,
): Reply {
  const only = isLocal
    ? ["This address opens on the bot's own machine only, until its operator sets PAGE_URL."]
    : [];
  return {
    ...note(text ?? ""),
    cards: [
      {
        title,
        url: address + path,
        isOwnPage: true,
        facts: [],
        body: [...lines, ...only].join("\n"),
        ...(also && { link: { label: also.label, url: address + also.path } }),
        buttons: [],
      },
    ],
  };
}
