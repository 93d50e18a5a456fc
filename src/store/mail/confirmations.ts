import type { Database } from "../database.ts";

interface Confirmation {
  readonly id: string;
  readonly addressKey: string;
  /** Absent where it is asked for on the page. */
  readonly person?: string;
  readonly at: Date;
}

/**
 * Takes down, as part of a batch, that a confirmation goes out, unless `most` of the address or `mostOfPerson` of the person (on the page, of all) did
 * since `since`; what is older is deleted. Whether it may go out.
 */
export async function takeConfirmation(
  tx: Database,
  { id, addressKey, person, at }: Confirmation,
  {
    since,
    most,
    mostOfPerson,
  }: { readonly since: Date; readonly most: number; readonly mostOfPerson: number },
): Promise<boolean> {
  await tx.deleteFrom("mail_confirmations").where("asked_at", "<", since.toISOString()).execute();
  const rows = await tx.selectFrom("mail_confirmations").select(["address_key", "person"]).execute();
  const toAddress = rows.filter((row) => row.address_key === addressKey).length;
  const ofPerson = rows.filter((row) => row.person === (person ?? null)).length;
  if (toAddress >= most || ofPerson >= mostOfPerson) return false;
  await tx
    .insertInto("mail_confirmations")
    .values({ id, address_key: addressKey, person: person ?? null, asked_at: at.toISOString() })
    .execute();
  return true;
}

/** One that did not go out after all. */
export async function removeConfirmation(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom("mail_confirmations").where("id", "=", id).execute();
}
