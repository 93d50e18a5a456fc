import { onTestFinished } from "vitest";
import { createEmail, type Email } from "../../../src/platforms/email/index.ts";
import type { Recipient, Recipients } from "../../../src/platforms/email/poster.ts";
import { createRecordingLog } from "../recording-log.ts";
import { startRelay, type TestRelay } from "./relay.ts";

export const ANN: Recipient = {
  address: "ann@example.org",
  smallPrint: {
    text: "You asked for this.",
    changeUrl: "https://lab.example.org/papers/m/0123456789abcdef/change",
    stopUrl: "https://lab.example.org/papers/m/0123456789abcdef",
  },
  stop: {
    url: "https://lab.example.org/papers/m/0123456789abcdef",
    mail: { to: "papers@example.org", subject: "stop 0123456789abcdef" },
  },
  links: (paper) =>
    ["Paper page", "Save", "👍 Relevant"].map((label) => ({
      label,
      url: `https://lab.example.org/papers/m/0123456789abcdef/${label.length}?paper=${encodeURIComponent(paper)}`,
    })),
};

interface OpenMail {
  readonly relay: TestRelay;
  readonly email: Email;
  readonly poster: Email["poster"];
  /** A channel with no mailbox. */
  readonly missing: string;
}

/** E-mail over a mail server of its own, with Ann behind the channel "ann". */
export async function openMailPoster(
  more: Partial<Recipients> & { readonly dkim?: { domain: string; selector: string; keyFile: string } } = {},
): Promise<OpenMail> {
  const relay = await startRelay();
  const { dkim, ...recipients } = more;
  const email = createEmail({
    relay: { host: "127.0.0.1", port: relay.port, isSecure: false },
    from: { name: "Paperboy", address: "papers@example.org" },
    dkim,
    recipients: {
      find: async (channel) => (channel === "ann" ? ANN : undefined),
      has: async (channel) => channel === "ann",
      accepted: async () => {},
      refused: async () => {},
      missing: async () => [],
      ...recipients,
    },
    now: () => new Date("2026-11-23T09:00:00Z"),
    log: createRecordingLog(),
  });
  onTestFinished(() => email.stop());
  return { relay, email, poster: email.poster, missing: "nobody" };
}
