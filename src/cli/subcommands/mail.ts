import { defineSubcommand } from "../subcommand.ts";

export const mailTest = defineSubcommand({
  name: "mail test",
  description: "Send a test mail, and print the DNS records it needs",
  args: { usage: "ADDRESS", least: 1, most: 1, missing: "an e-mail address" },
  flags: {},
  example: "ann@example.org",
  async run(host, { args: [typed = ""] }) {
    const { sendTest } = await import("../mail.ts");
    return sendTest(host, typed);
  },
});

export const mailStop = defineSubcommand({
  name: "mail stop",
  description: "Stop the mails to an address, for who wrote to you",
  details: ["ADDRESS is an e-mail address, or what stands after “stop” in the subject of what they wrote."],
  args: { usage: "ADDRESS", least: 1, most: 1, missing: "an e-mail address" },
  flags: {},
  example: "ann@example.org",
  async run(host, { args: [typed = ""] }) {
    const { stopMails } = await import("../mail.ts");
    return stopMails(host, typed);
  },
});
