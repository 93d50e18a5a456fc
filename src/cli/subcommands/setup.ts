import { defineSubcommand } from "../subcommand.ts";

export const setup = defineSubcommand({
  name: "setup",
  alsoCalled: ["config", "configure", "init", "install", "onboard", "wizard"],
  description: "Set the bot up by a few questions, step by step",
  details: [
    "Asks for tokens, checks them at once, and keeps them in .env for you alone to read.",
    "You can stop at any question, and go on later. If you edit .env by hand, you don't need it.",
  ],
  flags: {},
  async runBare(host) {
    const { guideSetup } = await import("../guided-setup/guided-setup.ts");
    return guideSetup(host);
  },
});

export const registerDiscord = defineSubcommand({
  name: "discord register",
  description: "Register the slash commands with Discord",
  flags: {
    guild: { value: "ID", description: "Only in this server, where they appear at once" },
    "dry-run": { description: "Change nothing; show what would change" },
  },
  async run(host, { has, value }) {
    const { register } = await import("../setup.ts");
    return register(host, value("guild"), has("dry-run"));
  },
});

export const slackManifest = defineSubcommand({
  name: "slack manifest",
  description: "Print the app manifest to paste into Slack",
  flags: { http: { value: "URL", description: "For HTTP instead of Socket Mode: the bot's public address" } },
  example: "--http https://papers.example.org",
  async run(host, { value }) {
    const { printManifest } = await import("../setup.ts");
    return printManifest(host, value("http"));
  },
});
