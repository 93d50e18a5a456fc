import { seal, sign, unseal } from "../access/secrets.ts";
import { sameMailbox } from "./address.ts";

/** Encryption and keyed hashes of addresses and codes, by the operator's secret. */
export interface MailKeys {
  seal(address: string): string;
  /** Undefined where it was sealed with another secret. */
  unseal(sealed: string): string | undefined;
  /** A keyed hash, by which an address is looked up. */
  keyOf(address: string): string;
  /** A keyed hash of a person's code. */
  codeKey(person: string, code: string): string;
  /** Names a mailbox and one paper in a link: nobody else can make it for another paper. */
  paperToken(handle: string, paper: string): string;
}

const ADDRESS = "mail address";

/** With the database alone, nobody can read an address or find out whether one is in it. */
export function createMailKeys(secret: string): MailKeys {
  return {
    seal: (address) => seal(secret, ADDRESS, address),
    unseal(sealed) {
      try {
        return unseal(secret, ADDRESS, sealed);
      } catch {
        return undefined;
      }
    },
    keyOf: (address) => sign(secret, ADDRESS, sameMailbox(address)),
    paperToken: (handle, paper) => handle + sign(secret, "mail paper", handle, paper),
    codeKey: (person, code) => sign(secret, "mail code", person, code),
  };
}
