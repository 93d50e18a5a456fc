import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A random text: 132 bits for a secret, 66 for a unique name. URL-safe, 22 and 11 characters. */
export function draw(what: "secret" | "name"): string {
  return randomBytes(17)
    .toString("base64url")
    .slice(0, what === "secret" ? 22 : 11);
}

/** An HMAC of several texts, cut to 132 bits. URL-safe, 22 characters. */
export function sign(key: string, ...texts: readonly (string | number)[]): string {
  return createHmac("sha256", key).update(JSON.stringify(texts)).digest("base64url").slice(0, 22);
}

/** Compares two texts in constant time. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** In bytes. */
const IV = 12;
const TAG = 16;

/** Encrypts a text. To read it takes both the key in the database and the secret, which is not in it. */
export function seal(key: string, secret: string, text: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", sealKey(key, secret), iv);
  const sealed = [cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString("base64url");
}

/** Decrypts what `seal` wrote. Throws if the key or the secret is another one. */
export function unseal(key: string, secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", sealKey(key, secret), bytes.subarray(0, IV), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
}

function sealKey(key: string, secret: string): Buffer {
  return createHmac("sha256", key)
    .update(JSON.stringify(["seal", secret]))
    .digest();
}
