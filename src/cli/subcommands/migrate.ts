import { defineSubcommand } from "../subcommand.ts";

export const migrate = defineSubcommand({
  name: "migrate",
  description: "Copy the library from its file into PostgreSQL",
  details: [
    "Stop the bot first. The file is left unchanged. You can stop this at any time and run it again.",
    "Without --to, DATABASE_URL says where; that keeps the password out of the list of processes.",
  ],
  flags: {
    to: { value: "ADDRESS", description: "an empty database, such as postgres://user@host/paperboy" },
  },
  example: "--to postgres://paperboy@localhost/paperboy",
  endsInOrder: true,
  async run(host, { value }) {
    const { migrateTo } = await import("../migrate.ts");
    return migrateTo(host, value("to") ?? host.config.databaseUrl);
  },
});
