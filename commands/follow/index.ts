import { group } from "../../src/chat/group.ts";
import { followAdd } from "./add.ts";
import { followExamples } from "./examples.ts";
import { followList } from "./list.ts";
import { followRemove } from "./remove.ts";

export const follow = group(
  {
    name: "follow",
    description: "Choose the topics, authors and papers to follow",
    bare: "follow list",
    otherwise: "follow add",
  },
  [followAdd, followRemove, followList, followExamples],
);
