import { defineSubcommand } from "../subcommand.ts";

export const importFiles = defineSubcommand({
  name: "import",
  description: "Add papers from files or a Zotero library",
  details: [
    "Files: BibTeX, RIS, CSL-JSON, CSL-YAML, PubMed, EndNote, Web of Science, CSV,",
    "       Markdown lists and saved pages.",
    "Zotero: zotero:users/12345 or zotero:groups/678. Run it again to add what has changed.",
  ],
  args: {
    usage: "FILE…",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    missing: "Which file?",
  },
  flags: {
    report: { value: "FILE", description: "write what was merged or kept apart, and why, to a file" },
  },
  example: "saved-page.html papers.bib",
  endsInOrder: true,
  async run(host, { args, value }) {
    const { importAll } = await import("../import.ts");
    return importAll(host, args, value("report"));
  },
});
