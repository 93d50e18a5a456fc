import { defineSubcommand } from "../subcommand.ts";

export const page = defineSubcommand({
  name: "page",
  description: "Serve the web page alone, without any chat",
  flags: {},
  endsInOrder: true,
  async run(host) {
    const { servePageAlone } = await import("../serve.ts");
    return servePageAlone(host);
  },
});

export const serve = defineSubcommand({
  name: "serve",
  alsoCalled: ["bot", "run", "start"],
  description: "Run on every platform that is set up, or open a prompt",
  flags: { force: { description: "change the tables even while older versions run on them" } },
  endsInOrder: true,
  async run(host, { has }) {
    const { runUntilStopped } = await import("../serve.ts");
    return runUntilStopped(host, { isForced: has("force") });
  },
});
