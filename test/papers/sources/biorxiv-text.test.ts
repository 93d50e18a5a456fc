import { expect, test } from "vitest";
import { withoutTypesetting } from "../../../src/papers/sources/biorxiv-text.ts";

test.each([
  ["AbstractMoths fly. MethodsWe looked.", "Moths fly. Methods: We looked."],
  ["Summary\nMoths fly.", "Moths fly."],
  ["Moths fly. Results show nothing.", "Moths fly. Results show nothing."],
  ["O_SCPLOWNFC_SCPLOW-{kappa}B and [->] and [unknown]", "NF-κB and → and [unknown]"],
  ["10 {micro}M, p [≤] 0.05, and [x]", "10 µM, p ≤ 0.05, and [x]"],
  ["BACKGROUNDMoths fly. METHODSWe looked.", "BACKGROUND: Moths fly. METHODS: We looked."],
  ["a O_TBL b C_TBL c O_FIG never closed\n\nd", "a   c  \n\nd"],
])("%j", (raw, text) => {
  expect(withoutTypesetting(raw)).toBe(text);
});

test.each(["O_FIG", "O_ST_ABS", "AO_SCPLOW", "Methods\n", "[beta", "O_SCPLOW "])(
  "reads a megabyte of %j",
  (piece) => {
    expect(withoutTypesetting(piece.repeat(1_000_000 / piece.length)).length).toBeLessThan(2_000_000);
  },
);
