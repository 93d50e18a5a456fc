/** Whether a paper of some categories is in one of those that are wanted, or groups of them; always, if none are. */
export function isIn(categories: readonly string[], allWanted: readonly string[]): boolean {
  if (allWanted.length === 0) return true;
  return categories.some((own) =>
    allWanted.some((wanted) => {
      const [has, wants] = [own.toLowerCase(), wanted.toLowerCase()];
      return has === wants || has.startsWith(`${wants}.`);
    }),
  );
}
