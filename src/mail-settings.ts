import { z } from "zod";
import { readAddress } from "./mail/address.ts";

/** The operator's mail server, which takes what is sent and brings it to others. */
export interface RelaySettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it is switched on where the server offers it. */
  readonly isSecure: boolean;
  readonly user?: string;
  readonly password?: string;
}

/** What mail is sent by, and in whose name. */
export interface MailSettings {
  readonly relay: RelaySettings;
  readonly from: { readonly name: string; readonly address: string };
  /** Signs mails so that others can tell that they are from this domain. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string };
  /** Encrypts addresses. */
  readonly secret: string;
  /** Whether people who are in no chat can ask for mail on the page. */
  readonly hasForm: boolean;
}

const RELAY = "an address such as smtp://user:password@mail.example.org:587 or smtps://mail.example.org";
const FROM = "an address such as papers@example.org or Paperboy <papers@example.org>";
const DKIM = "a domain, a selector and a file with spaces between, such as example.org papers ./dkim.pem";
const DEFAULT_PORTS = { "smtp:": 587, "smtps:": 465 } as const;

/** The settings of e-mail; part of the list in config.ts. */
export const mailSettings = {
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, message: RELAY })
    .refine((url) => readRelay(url) !== undefined, RELAY)
    .optional()
    .describe("Your mail server, such as smtp://user:password@mail.example.org:587; switches e-mail on"),
  MAIL_FROM: z
    .string()
    .refine((text) => readSender(text) !== undefined, FROM)
    .optional()
    .describe("Who mails come from, such as Paperboy <papers@example.org>"),
  MAIL_DKIM: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,253} [A-Za-z0-9._-]{1,63} \S.{0,999}$/, DKIM)
    .optional()
    .describe("To sign mails: a domain, a selector and the file of the private key, with spaces between"),
  MAIL_FORM: z
    .enum(["on", "off"], "on or off")
    .default("off")
    .describe("Let everybody who opens the page ask for papers by e-mail; needs PAGE and an https PAGE_URL"),
  PAPERBOY_SECRET: z
    .string()
    .min(24, "at least 24 characters; `openssl rand -base64 32` makes one")
    .optional()
    .describe("Encrypts e-mail addresses; at least 24 characters, and without it they can't be read"),
};

type Given = z.output<z.ZodObject<typeof mailSettings>>;

/** Of the page, where links in mails lead. */
interface GivenPage {
  readonly PAGE: string;
  readonly PAGE_URL?: string | undefined;
}

/** What is missing or left over, a line each. */
export function mailProblems(given: Given & GivenPage): readonly string[] {
  const { SMTP_URL, MAIL_FROM, MAIL_DKIM, PAPERBOY_SECRET, MAIL_FORM, PAGE, PAGE_URL } = given;
  const isPublic = PAGE !== "off" && PAGE_URL?.startsWith("https://");
  if (MAIL_FORM === "on" && !(SMTP_URL !== undefined && isPublic))
    return [
      "MAIL_FORM=on also needs SMTP_URL, PAGE=library or lab, and a PAGE_URL that begins with https://.",
    ];
  if (SMTP_URL === undefined)
    return MAIL_FROM === undefined && MAIL_DKIM === undefined
      ? []
      : ["MAIL_FROM and MAIL_DKIM also need SMTP_URL."];
  return [
    ...(MAIL_FROM === undefined ? ["SMTP_URL also needs MAIL_FROM, the address that mails come from."] : []),
    ...(PAPERBOY_SECRET === undefined
      ? [
          "SMTP_URL also needs PAPERBOY_SECRET, which encrypts addresses. Make one with `openssl rand -base64 32` and keep it.",
        ]
      : []),
  ];
}

/** Undefined where e-mail is off. */
export function readMailSettings(given: Given): MailSettings | undefined {
  const relay = readRelay(given.SMTP_URL ?? "");
  const from = readSender(given.MAIL_FROM ?? "");
  const secret = given.PAPERBOY_SECRET;
  if (!relay || !from || secret === undefined) return undefined;
  const [domain = "", selector = "", ...file] = (given.MAIL_DKIM ?? "").split(" ");
  return {
    relay,
    from,
    secret,
    hasForm: given.MAIL_FORM === "on",
    ...(given.MAIL_DKIM !== undefined && { dkim: { domain, selector, keyFile: file.join(" ").trim() } }),
  };
}

function readRelay(text: string): RelaySettings | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.hostname === "" || url.search !== "" || url.hash !== "" || url.pathname.length > 1)
    return undefined;
  const isSecure = url.protocol === "smtps:";
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: Number(url.port) || DEFAULT_PORTS[isSecure ? "smtps:" : "smtp:"],
      isSecure,
      ...(url.username !== "" && {
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
      }),
    };
  } catch {
    // A % that encodes nothing.
    return undefined;
  }
}

function readSender(text: string): MailSettings["from"] | undefined {
  const [, name = "", inBrackets] = /^([^<>"\p{Cc}]{0,100})<([^<>]{1,254})>$/u.exec(text.trim()) ?? [];
  const address = readAddress(inBrackets ?? text);
  return address === undefined ? undefined : { name: name.trim() || "Paperboy", address };
}
