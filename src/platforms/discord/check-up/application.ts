import { type DoctorFinding, fine, problem, warning } from "../../../doctor/finding.ts";

/** What Discord says of the application, the bot's own registration there. */
export interface ApplicationFacts {
  readonly name: string;
  /** Bits, as in the API's "Application Flags". */
  readonly flags: number;
  /** Where Discord sends commands over HTTP; none where they come to the bot's connection. */
  readonly interactionsUrl: string | undefined;
  readonly needsCodeGrant: boolean;
  /** Whether it can be added to servers. */
  readonly forServers: boolean;
  /** How many connections may still be opened today. */
  readonly loginsLeft: number;
  /** What registering the commands would change, a line each. */
  readonly commandChanges: readonly string[];
  readonly readLinks: boolean;
}

export const PORTAL = { link: "https://discord.com/developers/applications" };

/** GATEWAY_MESSAGE_CONTENT, and its like for bots in few servers. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);

/** Fewer are a sign that the bot starts again and again: each start takes one of a thousand a day. */
const FEW_LOGINS = 50;

export function checkApplication(facts: ApplicationFacts): readonly DoctorFinding[] {
  const { name, flags, interactionsUrl, needsCodeGrant, forServers, loginsLeft, commandChanges, readLinks } =
    facts;
  const found: DoctorFinding[] = [fine("discord.token", `Discord accepts the token of “${name}”.`)];
  if (readLinks && (flags & MESSAGE_CONTENT) === 0)
    found.push(
      problem(
        "discord.intent",
        "DISCORD_READ_LINKS is on, but the Message Content Intent is off, so Discord refuses the connection.",
        "Switch the Message Content Intent on in the Developer Portal, under Bot; or set DISCORD_READ_LINKS=off.",
        PORTAL,
      ),
    );
  if (interactionsUrl !== undefined && interactionsUrl !== "")
    found.push(
      problem(
        "discord.endpoint",
        "Discord sends commands to a web address instead of to the bot.",
        "Empty the Interactions Endpoint URL in the Developer Portal, under General Information.",
        PORTAL,
      ),
    );
  if (needsCodeGrant)
    found.push(
      problem(
        "discord.grant",
        "The link that invites the bot fails, as the application requires an OAuth2 code grant.",
        "Switch Requires OAuth2 Code Grant off in the Developer Portal, under Bot.",
        PORTAL,
      ),
    );
  if (!forServers)
    found.push(
      warning(
        "discord.install",
        "The application can't be added to servers, only to people.",
        "Tick Guild Install in the Developer Portal, under Installation.",
        PORTAL,
      ),
    );
  if (loginsLeft < FEW_LOGINS)
    found.push(
      warning(
        "discord.logins",
        `Discord allows ${loginsLeft} more logins today, out of a thousand.`,
        "Look in the log why the bot keeps starting: each start is a login.",
      ),
    );
  found.push(
    commandChanges.length === 0
      ? fine("discord.commands", "Discord knows all commands as they are.")
      : warning(
          "discord.commands",
          `Discord knows other commands than this version has: ${commandChanges.slice(0, 3).join(", ")}${commandChanges.length > 3 ? " and more" : ""}.`,
          "Restart the bot, which registers them; or run `npm start -- discord register`.",
          { link: "docs/hosting.md#discord-from-zero-to-paper" },
        ),
  );
  return found;
}
