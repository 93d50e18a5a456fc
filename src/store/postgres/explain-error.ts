import { codeOf, messageOf, StoreError } from "../../errors.ts";

interface Known {
  /** By PostgreSQL's code (SQLSTATE), or the system's. */
  readonly codes: readonly string[];
  /** By its text, where there is no code. */
  readonly text?: RegExp;
  readonly reason: string;
  /** A whole sentence about the server, and what to do. */
  readonly message: (server: string, code: string) => string;
}

/** What goes wrong with a server. The first that matches counts. */
const KNOWN: readonly Known[] = [
  {
    codes: ["28P01", "28000"],
    text: /password must be a string|no pg_hba\.conf entry|password authentication failed/i,
    reason: "the database refuses the password",
    message: (server) =>
      `${server} refuses the user or the password. Check both in DATABASE_URL, and that the server lets this machine in (pg_hba.conf).`,
  },
  {
    codes: ["3D000"],
    reason: "the database does not exist",
    message: (server) =>
      `${server} does not exist. Make it with createdb, or name another one in DATABASE_URL.`,
  },
  {
    codes: [],
    text: /does not support SSL/i,
    reason: "the database has no TLS",
    message: (server) =>
      `${server} does not offer TLS. Switch it on there, or add sslmode=disable to DATABASE_URL if the network between is yours alone.`,
  },
  {
    codes: [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_HAS_EXPIRED",
      "CERT_NOT_YET_VALID",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "HOSTNAME_MISMATCH",
    ],
    reason: "the database's certificate is not trusted",
    message: (server, code) =>
      `${server} shows a certificate that can't be trusted (${code}). Name the file of its authority with sslrootcert in DATABASE_URL, and the host as the certificate has it.`,
  },
  {
    codes: ["53300"],
    reason: "the database has no free connection",
    message: (server) =>
      `${server} has no free connection. Raise max_connections there (each bot takes up to 10), or stop other programs.`,
  },
  {
    codes: ["53100"],
    text: /No space left on device/i,
    reason: "the disk is full",
    message: (server) => `The disk of ${server} is full. Free some space; nothing is half-written.`,
  },
  {
    codes: ["53200", "58030", "XX001", "XX002"],
    reason: "the database reports an error",
    message: (server, code) =>
      `${server} reports an error of its machine (${code}). Look at its log and its disk, then try again.`,
  },
  {
    codes: ["25006"],
    reason: "the database can't be written",
    message: (server) =>
      `${server} takes no writes: it is a standby, or set to read only. Name the primary in DATABASE_URL.`,
  },
  {
    codes: ["42501"],
    reason: "the database can't be written",
    message: (server) =>
      `${server} does not let this user use the tables. Make the user the owner of the database, or of its schema.`,
  },
  {
    codes: ["42P07"],
    reason: "the database holds something else",
    message: (server) => `${server} holds tables of another program. Name an empty database in DATABASE_URL.`,
  },
  {
    codes: ["57014"],
    text: /Query read timeout/i,
    reason: "the database is too slow",
    message: (server) =>
      `${server} did not finish a query in time. Look at what else it does, then try again.`,
  },
  {
    codes: ["40001", "40P01", "55P03"],
    reason: "another program holds the library locked",
    message: (server) => `Other programs keep changing the same rows of ${server}. Try again in a moment.`,
  },
  {
    codes: [
      "57P01",
      "57P02",
      "57P03",
      "25P03",
      "08000",
      "08001",
      "08003",
      "08004",
      "08006",
      "ECONNREFUSED",
      "ECONNRESET",
      "ECONNABORTED",
      "ENOTFOUND",
      "ENOENT",
      "EACCES",
      "EAI_AGAIN",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ETIMEDOUT",
      "EPIPE",
    ],
    text: /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client has encountered a connection error/i,
    reason: "the database can't be reached",
    message: (server, code) =>
      `${server} can't be reached${code === "" ? "" : ` (${code})`}. Check that it runs and that DATABASE_URL names it.`,
  },
];

/** An error of a server in words that say what to do, without its password; any other error as it is. */
export function explainPostgresError(error: unknown, server: string): unknown {
  if (error instanceof StoreError) return error;
  const cause = firstOf(error);
  const code = codeOf(cause);
  const known = KNOWN.find(({ codes, text }) => codes.includes(code) || text?.test(messageOf(cause)));
  return known ? new StoreError(known.message(server, code), { cause, reason: known.reason }) : error;
}

/** A host with several addresses fails with the errors of all of them. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}
