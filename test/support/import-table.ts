/**
 * Who may import whom: for each part, the parts (and single files) it may use beside itself. The picture in
 * docs/architecture.md is drawn from the same table. async/, time/, counted.ts, edit-distance.ts, errors.ts, hash.ts, library-state.ts, nearest.ts, redact.ts, shorten.ts and trim.ts stand on nothing and may be used by all.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "src/main.ts": ["src/app", "src/cli", "src/config.ts", "src/log.ts", "src/secrets-in.ts"],
  "src/cli": [
    "commands",
    "src/app",
    "src/chat",
    "src/config.ts",
    "src/delivery",
    "src/doctor",
    "src/env-file.ts",
    "src/http/server.ts",
    "src/library",
    "src/log.ts",
    "src/mail",
    "src/papers/sources/source.ts",
    "src/platforms",
    "src/present/services.ts",
    "src/progress.ts",
    "src/store",
    "src/sync",
    "src/taste",
    "src/usable-config.ts",
  ],
  "src/app": [
    "commands",
    "src/access",
    "src/chat",
    "src/club",
    "src/config.ts",
    "src/delivery",
    "src/doctor",
    "src/env-file.ts",
    "src/history",
    "src/http",
    "src/library",
    "src/log.ts",
    "src/mail",
    "src/observability",
    "src/papers",
    "src/platforms",
    "src/present",
    "src/search",
    "src/secrets-in.ts",
    "src/store",
    "src/sync",
    "src/taste",
    "src/usable-config.ts",
    "src/web",
  ],
  "src/web": [
    "src/access",
    "src/chat/reply.ts",
    "src/club",
    "src/delivery",
    "src/doctor",
    "src/history",
    "src/http",
    "src/library/days.ts",
    "src/log.ts",
    "src/mail",
    "src/papers",
    "src/present",
    "src/recommend",
    "src/search",
    "src/taste",
  ],
  "src/present": [
    "src/access",
    "src/chat/action.ts",
    "src/chat/command.ts",
    "src/chat/forms/form.ts",
    "src/chat/naming.ts",
    "src/chat/reply.ts",
    "src/club",
    "src/delivery/delivery.ts",
    "src/doctor",
    "src/history",
    "src/library/days.ts",
    "src/library/library.ts",
    "src/mail",
    "src/papers/category.ts",
    "src/papers/identifier.ts",
    "src/papers/import/read-pasted.ts",
    "src/papers/paper.ts",
    "src/recommend",
    "src/search/search-index.ts",
    "src/taste",
  ],
  commands: [
    "src/access",
    "src/chat",
    "src/present",
    "src/club",
    "src/delivery",
    "src/history",
    "src/mail",
    "src/papers",
    "src/recommend",
    "src/search",
    "src/taste",
  ],
  "src/platforms/terminal": ["src/chat", "src/log.ts"],
  "src/http": ["src/log.ts"],
  "src/observability": [
    "src/chat/command.ts",
    "src/chat/poster.ts",
    "src/chat/reply.ts",
    "src/delivery",
    "src/http",
    "src/log.ts",
    "src/store",
  ],
  "src/platforms/discord": ["src/chat", "src/doctor/finding.ts", "src/doctor/probe.ts", "src/log.ts"],
  "src/platforms/slack": [
    "src/chat",
    "src/doctor/finding.ts",
    "src/doctor/probe.ts",
    "src/http",
    "src/log.ts",
  ],
  "src/platforms/email": ["src/chat", "src/doctor/finding.ts", "src/doctor/probe.ts", "src/log.ts"],
  "src/delivery": [
    "src/chat/poster.ts",
    "src/chat/reply.ts",
    "src/log.ts",
    "src/papers/category.ts",
    "src/papers/paper.ts",
    "src/recommend",
    "src/search/search-index.ts",
    "src/store",
    "src/taste",
  ],
  "src/recommend": ["src/papers", "src/search"],
  "src/library": ["src/log.ts", "src/papers", "src/search", "src/store"],
  "src/search": ["src/papers"],
  "src/taste": ["src/library", "src/papers", "src/recommend", "src/search", "src/store"],
  "src/access": ["src/delivery", "src/store", "src/taste"],
  "src/club": ["src/chat/reply.ts", "src/delivery", "src/papers", "src/store", "src/taste"],
  "src/history": ["src/papers", "src/store", "src/taste"],
  "src/sync": ["src/library", "src/log.ts", "src/papers", "src/store"],
  // The gate is a port of the sources' HTTP client, kept in the database.
  "src/store": ["src/papers/paper.ts", "src/papers/sources/http/gate.ts"],
  "src/doctor": [],
  "src/chat": ["src/log.ts"],
  "src/papers": [],
  "src/config.ts": [
    "src/chat/managers.ts",
    "src/manager-settings.ts",
    "src/delivery-settings.ts",
    "src/log.ts",
    "src/mail-settings.ts",
    "src/page-settings.ts",
    "src/papers/sources/settings.ts",
    "src/source-settings.ts",
  ],
  "src/secrets-in.ts": ["src/config.ts"],
  "src/manager-settings.ts": ["src/chat/managers.ts"],
  "src/delivery-settings.ts": ["src/delivery", "src/store/notices.ts", "src/store/subscriptions.ts"],
  "src/page-settings.ts": [],
  "src/mail-settings.ts": ["src/mail/address.ts"],
  "src/source-settings.ts": ["src/papers/category.ts", "src/papers/sources/settings.ts"],
  "src/mail": ["src/access/secrets.ts", "src/delivery", "src/store"],
  "src/progress.ts": [],
  "src/log.ts": [],
  "src/env-file.ts": [],
  "src/usable-config.ts": ["src/config.ts"],
  "src/counted.ts": [],
  "src/edit-distance.ts": [],
  "src/errors.ts": [],
  "src/hash.ts": [],
  "src/library-state.ts": [],
  "src/nearest.ts": [],
  "src/redact.ts": [],
  "src/shorten.ts": [],
  "src/trim.ts": [],
  "src/async": [],
  "src/time": [],
};
/** What stands on nothing, and may be used by all. */
export const FOR_ALL = [
  "src/async",
  "src/time",
  "src/counted.ts",
  "src/edit-distance.ts",
  "src/errors.ts",
  "src/hash.ts",
  "src/library-state.ts",
  "src/nearest.ts",
  "src/redact.ts",
  "src/shorten.ts",
  "src/trim.ts",
];

/**
 * The table as a picture of folders, in Mermaid. What all may use is left out, and so is an arrow that a longer way along other
 * arrows says already.
 */
export function importPicture(): string {
  const to = new Map<string, Set<string>>();
  for (const [part, uses] of Object.entries(MAY_IMPORT)) {
    const from = folderOf(part);
    const targets = to.get(from) ?? new Set<string>();
    for (const used of uses) if (folderOf(used) !== from && !isForAll(used)) targets.add(folderOf(used));
    to.set(from, targets);
  }
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    [...(to.get(from) ?? [])].some((next) => {
      if (next === target) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  const arrows = [...to].flatMap(([from, targets]) =>
    [...targets]
      .filter((target) => ![...targets].some((other) => other !== target && reaches(other, target)))
      .map((target) => `  ${from} --> ${target}`),
  );
  return ["```mermaid", "flowchart TD", ...arrows, "```"].join("\n");
}

/** The folder that a part belongs to: `platforms` of `src/platforms/slack`, `main` of `src/main.ts`. */
function folderOf(part: string): string {
  const [first = "", second] = part.split("/");
  return (first === "src" ? (second ?? "") : first).replace(".ts", "");
}

function isForAll(part: string): boolean {
  return FOR_ALL.includes(part) || folderOf(part) === "log";
}
