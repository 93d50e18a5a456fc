import { resolve } from "node:path";
import type { BareHost, Host } from "../../app/host.ts";
import { readEnvLines } from "../../env-file.ts";
import { messageOf, UserError } from "../../errors.ts";
import { createLogger } from "../../log.ts";
import { readUsableConfig } from "../../usable-config.ts";
import { type FirstChannel, subscribeChannel } from "./channel.ts";
import type { Guide } from "./guide.ts";
import { createPrompter, Left, type Prompter } from "./prompter.ts";
import { readIfThere, saveSettings, type WriteFile } from "./save-env.ts";

const NO_TERMINAL =
  "setup asks questions, so it needs a terminal. Without one, copy .env.example to .env, fill in what you use (docs/hosting.md has the steps), and run npm start -- doctor.";

const WELCOME = `This sets Paperboy up. Enter takes the answer in brackets. Ctrl-C stops at any question: what was answered is kept in .env, and running setup again goes on from there.`;

interface SetupOptions {
  /** Where .env is, or will be; the current folder, if not given. */
  readonly folder?: string;
  /** File functions that a test replaces. */
  readonly write?: WriteFile | undefined;
}

/**
 * Asks for what the bot needs, checks each answer at once, and keeps it in .env. Returns the exit status: 0, 2 without a terminal, 130
 * where it was broken off. Throws a UserError if .env can't be written.
 */
export async function guideSetup(
  host: BareHost,
  { folder = ".", write }: SetupOptions = {},
): Promise<number> {
  const { input, output, errors } = host;
  if (input.isTTY !== true || output.isTTY !== true) throw new UserError(NO_TERMINAL);
  const prompter = createPrompter(host);
  try {
    await guideThrough(createGuide(host, prompter, { folder, write }));
    return 0;
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    errors.write("\nStopped. Run npm start -- setup again to go on; what was answered is kept.\n");
    return 130;
  } finally {
    prompter.close();
  }
}

function createGuide(host: BareHost, prompter: Prompter, { folder = ".", write }: SetupOptions): Guide {
  const env: Record<string, string | undefined> = { ...host.env };
  const file = resolve(folder, ".env");
  return {
    host,
    prompter,
    env,
    save(changes) {
      const overruled = Object.keys(changes).filter((name) => isFromElsewhere(name, host.env, file));
      saveSettings(file, changes, write);
      Object.assign(env, changes);
      prompter.say(`  ✓ Saved in ${file}, which only you can read.`);
      for (const name of overruled)
        prompter.say(
          `  ✗ ${name} is also set in the environment, which counts before .env.\n    Run unset ${name}, or look where the service that starts the bot sets it.`,
        );
    },
  };
}

/** Whether a setting has a value that is not from .env. */
function isFromElsewhere(name: string, env: BareHost["env"], file: string): boolean {
  const given = env[name]?.trim() ?? "";
  const line = readEnvLines(readIfThere(file)).lines.findLast((one) => one.name === name);
  return given !== "" && (line?.raw.trim() ?? "") === "";
}

async function guideThrough(guide: Guide): Promise<void> {
  const { prompter } = guide;
  prompter.say(WELCOME);
  const platforms = await choosePlatforms(guide);
  const chosen: FirstChannel[] = [];
  if (platforms.includes("discord")) {
    const { setUpDiscord } = await import("./discord.ts");
    const channel = await setUpDiscord(guide);
    if (channel) chosen.push(channel);
  }
  if (platforms.includes("slack")) {
    const { setUpSlack } = await import("./slack.ts");
    const channel = await setUpSlack(guide);
    if (channel) chosen.push(channel);
  }
  const host = hostOf(guide);
  for (const channel of chosen) await subscribeChannel(guide, host, channel);
  await offerPapers(guide, host);
  prompter.say(closing(host));
}

async function choosePlatforms({ prompter, env }: Guide): Promise<readonly string[]> {
  const set = [env.DISCORD_TOKEN?.trim() && "discord", env.SLACK_BOT_TOKEN?.trim() && "slack"].filter(
    Boolean,
  );
  const standard = set.length === 2 ? "both" : (set[0] ?? "discord");
  for (;;) {
    const answer = await prompter.ask(
      "Where shall people use it? discord, slack, both, or here (this terminal alone)",
      standard,
    );
    switch (answer.toLowerCase()) {
      case "discord":
      case "slack":
        return [answer.toLowerCase()];
      case "both":
        return ["discord", "slack"];
      case "here":
      case "terminal":
      case "none":
        return [];
      default:
        prompter.say("Type discord, slack, both or here.");
    }
  }
}

/** The settings as they are now; those that can't be used are for the doctor to tell of. */
function hostOf({ host, env }: Guide): Host {
  const { config } = readUsableConfig(env);
  return { ...host, env, config, log: createLogger("silent") };
}

async function offerPapers({ prompter }: Guide, host: Host): Promise<void> {
  const { names, feeds } = host.config.sources;
  if (names.length === 0 && feeds.length === 0) return;
  prompter.say("The starter papers can be searched already. The bot fetches new ones while it runs.");
  if (!(await prompter.confirm("Fetch today's now? It takes a minute or two", true))) return;
  try {
    const { syncSources } = await import("../sync.ts");
    await syncSources(host, []);
  } catch (error) {
    prompter.say(`That didn't work: ${messageOf(error)} The bot tries again when it runs.`);
  }
}

function closing({ config }: Host): string {
  const where = [config.discord && "Discord", config.slack && "Slack"].filter(Boolean).join(" and ");
  if (where === "") return "Done. Start it with npm start, then type /paper streaming video.";
  const prefix = config.slack && !config.discord ? config.commandPrefix : "";
  return `Done. Start the bot with npm start, then type /${prefix}paper streaming video in ${where}. If something is wrong, npm start -- doctor says what.`;
}
