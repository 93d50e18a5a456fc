import { createPrivateKey } from "node:crypto";
import { Resolver } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { unlessAborted } from "../../async/timeout.ts";
import { type DoctorFinding, fine, problem, warning } from "../../doctor/finding.ts";
import type { Probe } from "../../doctor/probe.ts";
import { messageOf } from "../../errors.ts";
import { holdsKey, keyName } from "./dns.ts";
import { describeFailure } from "./errors.ts";
import { openSession, type RelayAddress } from "./relay/session.ts";

interface CheckUpOptions {
  readonly relay: RelayAddress;
  readonly dkim?:
    | { readonly domain: string; readonly selector: string; readonly keyFile: string }
    | undefined;
  /** The mail server's last answer to the running bot, if any. */
  readonly lastAnswer?:
    | (() => Promise<{ readonly at: Date; readonly isFine: boolean; readonly text: string } | undefined>)
    | undefined;
  /** Asks the DNS; the machine's own resolver, if not given. */
  readonly resolveTxt?: (name: string) => Promise<readonly (readonly string[])[]>;
}

const MAIL = { link: "docs/mail.md" };

/** Checks whether the mail server accepts the bot's login. Nothing is sent. */
export function emailProbe({ relay, dkim, lastAnswer, resolveTxt = askDns }: CheckUpOptions): Probe {
  return {
    title: "E-mail",
    look: async ({ signal }) => [
      await lookAtServer(relay, signal),
      ...(dkim === undefined ? [] : await lookAtKey(dkim, resolveTxt)),
      ...tellAnswer(await lastAnswer?.()),
    ],
  };
}

function tellAnswer(last: Awaited<ReturnType<NonNullable<CheckUpOptions["lastAnswer"]>>>) {
  if (!last) return [];
  const when = `${last.at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const text = `At ${when}, the mail server answered a mail: ${last.text}`;
  return last.isFine
    ? [fine("mail.answer", text)]
    : [warning("mail.answer", text, "Try `npm start -- mail test ADDRESS`.", MAIL)];
}

async function lookAtServer(relay: RelayAddress, signal: AbortSignal): Promise<DoctorFinding> {
  const opening = openSession(relay);
  // A connection that opens too late is closed as well.
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

async function lookAtKey(
  dkim: NonNullable<CheckUpOptions["dkim"]>,
  resolveTxt: NonNullable<CheckUpOptions["resolveTxt"]>,
): Promise<readonly DoctorFinding[]> {
  let key: string;
  try {
    key = readFileSync(dkim.keyFile, "utf8");
    createPrivateKey(key);
  } catch (error) {
    return [
      problem(
        "mail.key",
        `The key of MAIL_DKIM can't be used: ${messageOf(error)}.`,
        "Give the file to the user that runs the bot; it must hold a private key in PEM form.",
        MAIL,
      ),
    ];
  }
  return [
    fine("mail.key", "The key that signs mails can be read."),
    await lookAtRecord(keyName(dkim), key, resolveTxt),
  ];
}

/** Whether the DNS has the key by which others check signatures. */
async function lookAtRecord(
  name: string,
  key: string,
  resolveTxt: NonNullable<CheckUpOptions["resolveTxt"]>,
): Promise<DoctorFinding> {
  const fix = "`npm start -- mail test ADDRESS` prints the DNS record.";
  try {
    const records = (await resolveTxt(name)).map((parts) => parts.join(""));
    if (records.some((record) => holdsKey(record, key)))
      return fine("mail.signature", `The DNS has the key's public half, at ${name}.`);
    return problem(
      "mail.signature",
      `The DNS has another key at ${name}: signatures are refused.`,
      fix,
      MAIL,
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTFOUND" || code === "ENODATA")
      return problem("mail.signature", `The DNS has no key at ${name}: signatures mean nothing.`, fix, MAIL);
    return warning(
      "mail.signature",
      `The DNS couldn't be asked for the key at ${name}: ${messageOf(error)}.`,
      "Check this machine's network, then try again.",
      MAIL,
    );
  }
}

/** In milliseconds, for each of two tries. */
const DNS_MS = 1500;

function askDns(name: string): Promise<readonly (readonly string[])[]> {
  return new Resolver({ timeout: DNS_MS, tries: 2 }).resolveTxt(name);
}
