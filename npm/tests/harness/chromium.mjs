/** Headless Chromium, for tests and for screenshots. */
import { chromium } from "playwright-core";

/** A machine without a screen, a sandbox or much shared memory; and a browser that talks to nobody but us. */
const switches = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** @returns {Promise<import("playwright-core").Browser>} */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: switches });
}
