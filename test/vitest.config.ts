import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { viteTemplates } from "../bin/templates.js";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [viteTemplates()],
  // No test asserts a time; a busy machine may take its own.
  test: { include: ["test/**/*.test.ts"], fileParallelism: true, testTimeout: 60_000 },
});
