/**
 * Run by `cargo x test --only commands`: what README and docs tell a reader to type at a terminal, typed.
 *
 * By itself and last, for these commands build the package and the site that other tests read. What is left to others:
 * `curl` and `customer-server` to docs.test.mjs, `trunk` to trunk.mjs; and `cargo x test` cannot run within itself.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { blocksOf, documents, rootPath } from "./docs/blocks.mjs";
import { commandsOf } from "./docs/programs.mjs";
import { newPage } from "./harness/browser.mjs";

/** Each command that begins with cargo, with the places that it stands in. */
const commands = new Map();
for (const file of await documents()) {
  for (const { language, code, name } of await blocksOf(file)) {
    if (language !== "sh") continue;
    for (const command of commandsOf(code)) {
      if (/\bcargo /.test(command)) commands.set(command, [...(commands.get(command) ?? []), name]);
    }
  }
}

/** How a command is run, by what it looks like. */
const WAYS = [
  [/^cargo x (demo|example \w+)$/, (t, command) => serves(t, `${command} --port 0`, used)],
  [/^cargo run -p customer-server -- --port \d+$/, (t, command) => serves(t, command.replace(/\d+$/, "0"), asked)],
  [/^cargo x (build|tidy|docs)$/, ends],
  [/^cargo x build --lower-budget$/, async (t, command) => {
    // It is there to change this file.
    const budget = rootPath("bench/budget.json");
    const before = await readFile(budget);
    t.after(() => writeFile(budget, before));
    await ends(t, command);
  }],
];
/** What is not, and why. `xtask/src/cli/tests.rs` holds every one of them against the command line's grammar. */
const NOT_HERE = [
  [/^([A-Z_]+=\S+ )?cargo x test( |$)/, "this is it"],
  [/^cargo x (bench|shots|judge|audit|release)( |$)/, "minutes of measuring, pictures, other people's packages, a version: for people, in CONTRIBUTING.md and bench/README.md"],
];
const FOR_PEOPLE = /^(CONTRIBUTING|bench\/README)\.md:/;

for (const [command, places] of commands) {
  const [, run] = WAYS.find(([looks]) => looks.test(command)) ?? [];
  if (run) test(`${command} (${places.join(", ")})`, { timeout: 900_000 }, (t) => run(t, command));
}

test("no command is left out without a reason", () => {
  for (const [command, places] of commands) {
    if (WAYS.some(([looks]) => looks.test(command)) || NOT_HERE[0][0].test(command)) continue;
    assert.match(command, NOT_HERE[1][0], `nobody runs \`${command}\` (${places})`);
    assert.deepEqual(places.filter((place) => !FOR_PEOPLE.test(place)), [], `${command} is not run by any test`);
  }
  assert.ok(commands.has("cargo x demo"), [...commands.keys()].join("\n"));
});

/** In the checkout, in a group of its own; without what an outer `cargo run` has set for its own program. */
function start(command) {
  const own = /^CARGO_(PKG_|MANIFEST_|PRIMARY_PACKAGE)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const program = spawn("sh", ["-c", command], { cwd: rootPath("."), env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (data) => said.push(data));
  return { program, ended: once(program, "close"), said: () => Buffer.concat(said).toString() };
}

async function ends(_, command) {
  const { ended, said } = start(command);
  const [code] = await ended;
  assert.equal(code, 0, said());
}

/** Until it says where it is; then a person goes there. */
async function serves(t, command, visit) {
  const { program, ended, said } = start(command);
  t.after(async () => {
    process.kill(-program.pid, "SIGTERM");
    await ended;
  });
  const there = new Promise((resolve) => {
    createInterface({ input: program.stdout }).on("line", (line) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
      if (url) resolve(url);
    });
  });
  const url = await Promise.race([there, ended.then(() => assert.fail(said()))]);
  await visit(t, url);
}

/** A page with the form on it: an edit is saved. */
async function used(t, url) {
  const { page, errors } = await newPage(t);
  await page.goto(url);
  const form = page.locator("customer-edit");
  const end = form.evaluate((element) => new Promise((resolve) => {
    for (const kind of ["saved", "invalid", "conflict", "error"]) element.addEventListener(`customer-${kind}`, ({ type }) => resolve(type));
  }));
  await form.locator('[name="city"]').fill("Herisau");
  await form.locator('button[part~="button-primary"]').click();
  assert.equal(await end, "customer-saved");
  assert.deepEqual(errors, []);
}

async function asked(_, url) {
  const reply = await fetch(`${url}api/v2/customer/1/?company=1`, { headers: { Authorization: "Bearer demo-token" } });
  assert.equal((await reply.json()).id, 1);
}
