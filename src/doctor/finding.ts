/** How severe a finding is: all well, worth a look, or in the way of the bot's work. */
export type Level = "ok" | "warning" | "problem";

/** One thing that was checked. Its texts are plain, may quote anything, and hold no secret. */
export interface DoctorFinding {
  /** A stable name for scripts and tests: `settings.expansion`. */
  readonly check: string;
  readonly level: Level;
  /** How it is, in a sentence. */
  readonly text: string;
  /** What to do, in a sentence; always there unless the level is `ok`. */
  readonly fix?: string;
  /** Where to do that, or to read more: an https address, or a document of this repository such as `docs/hosting.md#settings`. */
  readonly link?: string;
  /** The setting or source that this concerns, by name. */
  readonly subject?: string;
  /** The channel that this concerns. Its admins may read the finding too; one without a channel is for operators alone. */
  readonly about?: AboutChannel;
}

interface AboutChannel {
  readonly platform: string;
  readonly channel: string;
  readonly server?: string;
  /** "#papers in Reading group", where that is known. Not everybody who manages a server may know every channel's name. */
  readonly name?: string;
}

type More = Pick<DoctorFinding, "about" | "link" | "subject">;

export function fine(
  check: string,
  text: string,
  more: More & Pick<DoctorFinding, "fix"> = {},
): DoctorFinding {
  return { check, level: "ok", text, ...more };
}

export function warning(check: string, text: string, fix: string, more: More = {}): DoctorFinding {
  return { check, level: "warning", text, fix, ...more };
}

export function problem(check: string, text: string, fix: string, more: More = {}): DoctorFinding {
  return { check, level: "problem", text, fix, ...more };
}
