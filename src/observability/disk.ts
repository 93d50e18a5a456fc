import { statfs } from "node:fs/promises";

/** The free space of the disk that holds a folder, as far as the program's user may fill it. */
export async function freeOf(folder: string): Promise<{ readonly share: number; readonly bytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { share: blocks === 0 ? 1 : bavail / blocks, bytes: bavail * bsize };
}
