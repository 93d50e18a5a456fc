import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Real processes, sockets and files: two cores need more than the default five seconds.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
