import { defineSubcommand } from "../subcommand.ts";

export const seed = defineSubcommand({
  name: "seed",
  description: "Add a file's papers as examples of what a channel likes",
  args: { usage: "FILE", least: 1, most: 1, missing: "Which file?" },
  flags: {
    channel: { value: "PLATFORM:ID", description: "The channel, such as slack:C0123ABCD (required)" },
    interest: { value: "NAME", description: "The interest they belong to" },
  },
  example: "papers.bib --channel discord:1234567890123456789",
  async run(host, { args: [file = ""], value }) {
    const { seedChannel } = await import("../seed.ts");
    return seedChannel(host, file, { channel: value("channel"), interest: value("interest") });
  },
});
