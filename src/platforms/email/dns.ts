import { createPublicKey } from "node:crypto";
import { isIP } from "node:net";
import { domainOf, type Sender } from "./message.ts";

/** A DNS record that the sender's domain needs, so that other servers accept its mails. */
export interface DnsRecord {
  /** SPF, DKIM or DMARC. */
  readonly kind: string;
  /** What it is for. */
  readonly purpose: string;
  readonly name: string;
  readonly value: string;
}

/** The TXT records for a sender whose mails leave by `relayHost`; the one for signatures, where there is a key. */
export function dnsRecords(
  from: Sender,
  relayHost: string,
  key?: { readonly domain: string; readonly selector: string; readonly privateKey: string },
): readonly DnsRecord[] {
  const domain = domainOf(from);
  // An address or a name of this network alone means nothing to others.
  const isPublic = isIP(relayHost) === 0 && relayHost.includes(".");
  return [
    {
      kind: "SPF",
      purpose: "your mail server may send for the domain; a provider names its own include: instead of a:",
      name: domain,
      value: `v=spf1 mx${isPublic ? ` a:${relayHost}` : ""} ~all`,
    },
    ...(key
      ? [
          {
            kind: "DKIM",
            purpose: "the public half of the key in MAIL_DKIM",
            name: keyName(key),
            value: `v=DKIM1; ${keyTags(key.privateKey)}`,
          },
        ]
      : []),
    {
      kind: "DMARC",
      purpose: "what others do with mails that pass neither of these",
      name: `_dmarc.${domain}`,
      value: "v=DMARC1; p=quarantine",
    },
  ];
}

/** The name of the TXT record with a DKIM key's public half. */
export function keyName({
  domain,
  selector,
}: {
  readonly domain: string;
  readonly selector: string;
}): string {
  return `${selector}._domainkey.${domain}`;
}

/** Whether a TXT record holds the public half of a key, as others compare it: without spaces (RFC 6376, 3.6.1). */
export function holdsKey(record: string, privateKey: string): boolean {
  const publicKey = (text: string) => /(?:^|;)p=([^;]*)/.exec(text.replace(/\s/gu, ""))?.[1];
  const held = publicKey(record);
  return held !== undefined && held !== "" && held === publicKey(keyTags(privateKey));
}

function keyTags(privateKey: string): string {
  const key = createPublicKey(privateKey);
  const der = key.export({ type: "spki", format: "der" });
  // Of Ed25519 the bare key of 32 bytes, of RSA the whole structure (RFC 8463, RFC 6376).
  if (key.asymmetricKeyType === "ed25519") return `k=ed25519; p=${der.subarray(-32).toString("base64")}`;
  return `k=rsa; p=${der.toString("base64")}`;
}
