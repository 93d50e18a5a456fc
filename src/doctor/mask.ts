import type { DoctorFinding } from "./finding.ts";

/** What stands where a secret was. */
const MASK = "•••";

/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 6;

/** A finding with every secret in it replaced: the last guard, as no check has a reason to name one. */
export function withoutSecrets(finding: DoctorFinding, secrets: readonly string[]): DoctorFinding {
  const { text, fix, link } = finding;
  return {
    ...finding,
    text: masked(text, secrets),
    ...(fix !== undefined && { fix: masked(fix, secrets) }),
    ...(link !== undefined && { link: masked(link, secrets) }),
  };
}

function masked(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}
