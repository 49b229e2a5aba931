import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const program = places.find((place) => place && existsSync(place));

/** Why tests with a browser do not run; undefined where they do. */
export const missing = program ? undefined : "Chromium is not installed (Debian's package chromium, or its path in CHROMIUM)";

/** Starts Chromium without a window, and without anything that it would ask of the network by itself. */
export async function openBrowser() {
  const folder = await mkdtemp(join(tmpdir(), "browser-"));
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--crash-dumps-dir=${folder}`],
  });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}
