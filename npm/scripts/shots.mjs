/**
 * Screenshots of every state of the gallery, and one page to look at them.
 *
 *   node scripts/shots.mjs --site DIR --out DIR [--only STATE]...
 *
 * `<state>-<width>-<scheme>.png`, and `index.html` beside them. Exits with 1 when a state was not reached.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../tests/harness/chromium.mjs";
import { serveFiles } from "../tests/harness/files.mjs";

const WIDTHS = [320, 640, 1024];
const SCHEMES = ["light", "dark"];
/** Pages at once: one draws while another waits. */
const PAGES = 3;

const { values: options } = parseArgs({
  options: { site: { type: "string" }, out: { type: "string" }, only: { type: "string", multiple: true } },
});
for (const name of ["site", "out"]) {
  if (!options[name]) throw new Error(`--${name} is missing`);
}
const out = resolve(options.out);
const closing = [];
const url = await serveFiles({ after: (close) => closing.push(close) }, resolve(options.site));
const browser = await launch();
const failed = [];
try {
  const states = await named();
  if (!options.only) await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const todo = states.filter(({ name }) => options.only?.includes(name) ?? true);
  const unknown = options.only?.filter((name) => !states.some((state) => state.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`no such state: ${unknown.join(", ")}`);
  const count = todo.length * WIDTHS.length * SCHEMES.length;
  await Promise.all(Array.from({ length: PAGES }, async () => {
    for (let state = todo.shift(); state; state = todo.shift()) await shoot(state);
  }));
  await writeFile(join(out, "index.html"), sheet(states));
  console.log(`${count} screenshots of ${WIDTHS.join(", ")} pixels, ${SCHEMES.join(" and ")}`);
} finally {
  await browser.close();
  for (const close of closing) close();
}
if (failed.length > 0) throw new Error(`not reached: ${failed.join(", ")}`);

/** The states that the gallery has, in its order. */
async function named() {
  const page = await browser.newPage();
  await page.goto(`${url}/demo/gallery.html?state=default`);
  const links = page.locator("#list a[href*='state=']");
  await links.first().waitFor();
  const states = await links.evaluateAll((all) => all.map(({ href, textContent }) => ({
    name: new URL(href).searchParams.get("state"), title: textContent,
  })));
  await page.close();
  return states;
}

async function shoot({ name }) {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      if (page.url() === "about:blank") await page.goto(`${url}/demo/gallery.html?state=${name}`);
      await page.waitForSelector(":root[data-there]");
      if (await page.locator(".state[data-failed]").count() > 0) {
        failed.push(name);
        return page.close();
      }
      // Nothing that sticks to the window may lie over what is below it.
      await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
      const path = join(out, `${name}-${width}-${scheme}.png`);
      await page.locator(".state").screenshot({ path, animations: "disabled" });
    }
  }
  await page.close();
}

function sheet(states) {
  const shots = ({ name }) => SCHEMES.flatMap((scheme) => WIDTHS.map((width) => {
    const file = `${name}-${width}-${scheme}.png`;
    return `<a href="${file}"><img src="${file}" alt="${name}, ${width} pixels, ${scheme}" loading="lazy"></a>`;
  })).join("\n");
  const rows = states.map((state) => `<h2 id="${state.name}">${state.title}</h2>\n<div>${shots(state)}</div>`).join("\n");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>customer-edit: every state</title>
<style>
body { margin: 24px; background: #888; font: 14px/1.5 system-ui, sans-serif; }
div { display: flex; align-items: start; gap: 8px; overflow-x: auto; }
img { display: block; max-height: 720px; }
</style>
<h1>Every state</h1>
${rows}
</html>
`;
}
