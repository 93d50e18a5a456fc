import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { unlessAborted } from "../../async/timeout.ts";
import { type DoctorFinding, fine, problem } from "../../doctor/finding.ts";
import type { Probe } from "../../doctor/probe.ts";
import { messageOf } from "../../errors.ts";
import { describeFailure } from "./errors.ts";
import { openSession, type RelayAddress } from "./relay/session.ts";

interface CheckUpOptions {
  readonly relay: RelayAddress;
  readonly keyFile?: string | undefined;
}

const MAIL = { link: "docs/mail.md" };

/** Looks whether the mail server lets the bot in. Nothing is sent. */
export function emailProbe({ relay, keyFile }: CheckUpOptions): Probe {
  return {
    title: "E-mail",
    look: async ({ signal }) => [
      await lookAtServer(relay, signal),
      ...(keyFile === undefined ? [] : [lookAtKey(keyFile)]),
    ],
  };
}

async function lookAtServer(relay: RelayAddress, signal: AbortSignal): Promise<DoctorFinding> {
  const opening = openSession(relay);
  // One that opens when nobody waits any more is closed as well.
  opening.then(
    (session) => session.close(),
    () => {},
  );
  try {
    await unlessAborted(signal, opening);
    return fine(
      "mail.server",
      `The mail server ${relay.host} ${relay.user === undefined ? "answers" : "accepts the login"}.`,
    );
  } catch (error) {
    if (signal.aborted) throw error;
    const [said = "", ...fix] = describeFailure(error).split(/(?<=\.) (?=Check )/u);
    return problem(
      "mail.server",
      said,
      fix.join(" ") || "Check SMTP_URL, then try `npm start -- mail test ADDRESS`.",
      MAIL,
    );
  }
}

function lookAtKey(file: string): DoctorFinding {
  try {
    createPrivateKey(readFileSync(file, "utf8"));
    return fine("mail.key", "The key that signs mails can be read.");
  } catch (error) {
    return problem(
      "mail.key",
      `The key of MAIL_DKIM can't be used: ${messageOf(error)}.`,
      "Give the file to the user that runs the bot; it must hold a private key in PEM form.",
      MAIL,
    );
  }
}
