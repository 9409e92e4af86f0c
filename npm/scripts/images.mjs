/**
 * The README's pictures: the dashboard with an edit under way, and a conflict, light and dark.
 *
 *   CUSTOMER_SERVER=PROGRAM node scripts/images.mjs --site DIR --dashboard DIR --out DIR
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../tests/harness/chromium.mjs";
import { startServer } from "../tests/harness/server.mjs";

const { values: options } = parseArgs({ options: { site: { type: "string" }, dashboard: { type: "string" }, out: { type: "string" } } });
for (const name of ["site", "dashboard", "out"]) {
  if (!options[name]) throw new Error(`--${name} is missing`);
}
await mkdir(options.out, { recursive: true });

const SHOTS = [
  { name: "dashboard", site: options.dashboard, path: "/#1", size: { width: 1440, height: 780 }, prepare: edited },
  { name: "conflict", site: options.site, path: "/demo/gallery.html?state=conflict", size: { width: 920, height: 900 }, prepare: settled, only: "customer-edit" },
];
const browser = await launch();
try {
  for (const { name, site, path, size, prepare, only } of SHOTS) {
    const server = await startServer({ site: resolve(site) });
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.route("**/api/v2/customer/?*", latin);
      await page.goto(server.url + path);
      await prepare(page);
      const seen = only ? page.locator(only) : page;
      await seen.screenshot({ path: join(options.out, `${name}-${colorScheme}.png`), animations: "disabled", caret: "hide" });
      await context.close();
    }
    await server.stop();
  }
} finally {
  await browser.close();
}

/** A machine without a screen has few fonts: only customers that it can write. */
async function latin(route) {
  const reply = await route.fetch();
  const list = await reply.json();
  list.results = list.results.filter(({ name, city }) => /^[\p{Script=Latin}\p{Script=Common}]+$/u.test(name + city) && !/\p{Extended_Pictographic}/u.test(name));
  await route.fulfill({ response: reply, json: list });
}

/** A city changed, a website taken out: the bar counts, the score follows. */
async function edited(page) {
  const form = page.locator("customer-edit");
  await form.locator("[name=website]").fill("");
  await form.locator("[name=city]").fill("Herisau");
  await page.getByText("once you save").waitFor();
}

async function settled(page) {
  await page.locator("customer-edit [part~=review]").waitFor();
}
