import { defineSubcommand } from "../subcommand.ts";

export const doctor = defineSubcommand({
  name: "doctor",
  alsoCalled: ["check", "diagnose", "health", "healthcheck", "status", "test", "troubleshoot", "verify"],
  description: "Check everything, and say how to put it right",
  details: [
    "Looks at this machine, settings, library, chat platforms, sources, mail and page.",
    "It changes nothing, also beside a running bot, and works before the first start.",
    "Exit status: 0 all is well, 1 there are warnings, 2 there are problems.",
  ],
  flags: { json: { description: "Print the report as JSON" } },
  async runBare(host, { has }) {
    const { examineHost } = await import("../doctor.ts");
    return examineHost(host, has("json"));
  },
});
