import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { messageOf, StoreError } from "../../errors.ts";

/** Where a database is and how to reach it, as the client takes it. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  readonly ssl: ConnectionOptions | false;
  readonly application_name: string;
  /** How long a connection may take, in milliseconds. */
  readonly connectMs?: number;
}

const DEFAULT_PORT = 5432;

const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"] as const;
type SslMode = (typeof SSL_MODES)[number];

const PARAMETERS = [
  "sslmode",
  "sslrootcert",
  "host",
  "port",
  "user",
  "application_name",
  "connect_timeout",
] as const;

/**
 * Reads an address such as `postgres://bot:secret@db.example.org:5432/paperboy?sslmode=verify-full`. Parameters mean what they mean to
 * PostgreSQL's own programs; `host` may name the folder of a socket. Without `sslmode`, other machines are reached by TLS with a
 * certificate that is checked, and this one without. Throws a StoreError that never repeats the address, which has a password in it.
 */
export function readAddress(text: string): Address {
  const url = parse(text);
  const parameters = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (!PARAMETERS.some((one) => one === name))
      throw wrong(`has the parameter “${name}”, which is not one of ${PARAMETERS.join(", ")}`);
    parameters.set(name, value);
  }
  const [user, password] = [decoded(url.username) || parameters.get("user"), decoded(url.password)];
  const port = Number(url.port || (parameters.get("port") ?? DEFAULT_PORT));
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw wrong("has a port that is not a number up to 65535");
  const database = decoded(url.pathname.slice(1));
  if (database === "") throw wrong("names no database");
  const host = parameters.get("host") ?? (decoded(url.hostname.replace(/^\[|\]$/g, "")) || "localhost");
  const seconds = Number(parameters.get("connect_timeout") ?? 0);
  if (!Number.isInteger(seconds) || seconds < 0)
    throw wrong("has a connect_timeout that is not whole seconds");
  return {
    host,
    port,
    database,
    ...(user && { user }),
    ...(password !== "" && { password }),
    ssl: readSsl(host, parameters.get("sslmode"), parameters.get("sslrootcert")),
    application_name: parameters.get("application_name") ?? "paperboy",
    ...(seconds > 0 && { connectMs: seconds * 1000 }),
  };
}

/** The same of an address that was not read yet. Throws a StoreError where it can't be. */
export function serverName(url: string): string {
  return nameOf(readAddress(url));
}

/** The server and the database, to be shown to the operator: without the user, and without the password. */
export function nameOf({ host, port, database }: Address): string {
  return `PostgreSQL at ${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
}

function parse(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong("is not a valid address");
  }
  if (!/^postgres(?:ql)?:$/.test(url.protocol)) throw wrong("does not begin with postgres://");
  if (url.hash !== "") throw wrong("has a # in it; in a password, write %23");
  return url;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("has a % in it that begins no code; write %25 for the sign itself");
  }
}

function readSsl(host: string, given: string | undefined, rootFile: string | undefined): Address["ssl"] {
  const isHere = host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
  const mode = given ?? (isHere && rootFile === undefined ? "disable" : "verify-full");
  if (!isMode(mode)) throw wrong(`has sslmode=${mode}; use one of ${SSL_MODES.join(", ")}`);
  if (mode === "disable" || host.startsWith("/")) return false;
  const ca = rootFile === undefined || rootFile === "system" ? undefined : readRoots(rootFile);
  return {
    ...(ca !== undefined && { ca }),
    // As libpq has it, “require” checks the certificate where there is something to check it against.
    rejectUnauthorized: mode !== "require" || ca !== undefined,
    ...(mode !== "verify-full" && { checkServerIdentity: () => undefined }),
  };
}

function isMode(text: string): text is SslMode {
  return SSL_MODES.some((mode) => mode === text);
}

function readRoots(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw wrong(`names certificates that can't be read (sslrootcert): ${messageOf(error)}`, error);
  }
}

function wrong(what: string, cause?: unknown): StoreError {
  return new StoreError(
    `The address of the database ${what}. Write it like postgres://user:password@db.example.org:5432/paperboy. Nothing was changed.`,
    { cause, reason: "the database's address is not valid" },
  );
}
