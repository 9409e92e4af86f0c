/** Where the module comes from, when it is asked for, and what stands in its place when it may not run. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage } from "../harness/browser.mjs";
import { openForm } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";

const WASM = "**/customer_edit.wasm";
const BLOCKED = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";

/** A page that has loaded nothing of ours. */
async function emptyPage(t) {
  const server = await startServer();
  t.after(() => server.stop());
  const opened = await newPage(t);
  const fetched = [];
  opened.page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await opened.page.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><link rel=icon href=data:,>" }));
  await opened.page.goto(`${server.url}/empty.html`);
  return { ...opened, server, modules: () => fetched.filter((path) => path.endsWith(".wasm")) };
}

test("importing any entry fetches no module; ten elements fetch one", async (t) => {
  const { page, modules, errors } = await emptyPage(t);
  await page.evaluate(async () => {
    for (const entry of ["index", "element", "headless"]) await import(`/pkg/${entry}.js`);
    // Made, but not on the page.
    Object.assign(document.createElement("customer-edit"), { customerId: "1", company: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  assert.deepEqual(modules(), []);
  await page.evaluate(async () => {
    const elements = Array.from({ length: 10 }, (_, index) =>
      Object.assign(document.createElement("customer-edit"), { customerId: String(index + 1), company: 1, getToken: () => "demo-token" }));
    document.body.append(...elements);
    await Promise.all(elements.map((element) => element.load()));
  });
  assert.deepEqual(modules(), ["/pkg/customer_edit.wasm"]);
  assert.equal(await page.locator("customer-edit [name=city]").count(), 10);
  assert.deepEqual(errors, []);
});

for (const [what, source] of Object.entries({
  "a URL": "new URL('/pkg/customer_edit.wasm?elsewhere', location.href)",
  "a text": "'/pkg/customer_edit.wasm?elsewhere'",
  "a request": "new Request('/pkg/customer_edit.wasm?elsewhere')",
  "a response": "await fetch('/pkg/customer_edit.wasm?elsewhere')",
  "bytes": "await (await fetch('/pkg/customer_edit.wasm?elsewhere')).arrayBuffer()",
  "a module": "await WebAssembly.compileStreaming(fetch('/pkg/customer_edit.wasm?elsewhere'))",
})) {
  test(`init() takes ${what}, twice, and then nothing else is fetched`, async (t) => {
    const { page, modules } = await emptyPage(t);
    await page.evaluate(`(async () => {
      const { init } = await import("/pkg/index.js");
      await init(${source});
      await init("/nowhere.wasm");
      const element = Object.assign(document.createElement("customer-edit"), { customerId: "1", company: 1, getToken: () => "demo-token" });
      document.body.append(element);
      await element.load();
    })()`);
    assert.deepEqual(modules(), ["/pkg/customer_edit.wasm"]);
    await page.locator("customer-edit [name=city]").waitFor();
  });
}

test("init() from a place that has none says what is wrong, and the next one may be right", async (t) => {
  const { page } = await emptyPage(t);
  const said = await page.evaluate(async () => {
    const { init } = await import("/pkg/index.js");
    const first = await init("/nowhere.wasm").catch((error) => `${error.name}: ${error.message}`);
    await init("/pkg/customer_edit.wasm");
    return first;
  });
  assert.equal(said, "ModuleError: customer-edit: the WebAssembly module could not be loaded (missing)");
});

test("a policy without 'wasm-unsafe-eval': a sentence, an event, a retry; and once the policy allows it, a form", async (t) => {
  const { page, form } = await openForm(t, { csp: BLOCKED, until: "customer-error" });
  assert.match(await form.sentence.innerText(), /must allow 'wasm-unsafe-eval' in script-src/);
  const again = () => page.evaluate(() => window.seen.map(({ type, detail }) => [type, detail.kind, detail.status]));
  assert.deepEqual(await again(), [["customer-error", "fatal", null]]);
  // Still blocked: the sentence comes again, and no form half made.
  await form.element.getByRole("button", { name: "Try again" }).click();
  await page.waitForFunction(() => window.seen.length === 2);
  assert.match(await form.sentence.innerText(), /wasm-unsafe-eval/);

  const allowed = await openForm(t, { csp: BLOCKED.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") });
  await allowed.form.control("city").waitFor();
});

test("typing is possible again after a module that was missing arrives on the third try", async (t) => {
  let asked = 0;
  const { page, form } = await openForm(t, {
    until: "customer-error",
    before: (page) => page.route(WASM, (route) => ((asked += 1) < 3 ? route.fulfill({ status: 503, body: "" }) : route.continue())),
  });
  const retry = form.element.getByRole("button", { name: "Try again" });
  await retry.click();
  await page.waitForFunction(() => window.seen.length === 2);
  await retry.click();
  await form.control("city").fill("Herisau");
  assert.deepEqual(await form.element.evaluate(({ dirty }) => dirty), ["city"]);
  assert.equal(asked, 3);
});

test("the same version twice on one page is no matter", async (t) => {
  const { page, errors } = await emptyPage(t);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  const same = await page.evaluate(async () => {
    const first = await import("/pkg/index.js");
    // Another copy, such as a second bundle of the page brings along.
    const text = (await (await fetch("/pkg/index.js")).text()).replaceAll("./chunk", `${location.origin}/pkg/chunk`).replace(/(chunk-\w+\.js)/g, "$1?copy");
    const second = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    return [first.CustomerEditElement === second.CustomerEditElement, customElements.get("customer-edit") === first.CustomerEditElement];
  });
  assert.deepEqual(same, [false, true]);
  assert.deepEqual([said, errors], [[], []]);
});

test("an api that changes right before the form is mounted has its own module", async (t) => {
  const { page } = await emptyPage(t);
  const keys = await page.evaluate(async () => {
    const { init } = await import("/pkg/index.js");
    await init();
    await init(undefined, "form-v1");
    const shown = [];
    for (let turns = 0; turns < 12; turns += 1) {
      const element = Object.assign(document.createElement("customer-edit"), { customerId: "1", company: 1, getToken: () => "demo-token" });
      document.body.append(element);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const over = new Promise((resolve) => ["ready", "error"].forEach((end) => element.addEventListener(`customer-${end}`, ({ type }) => resolve(type))));
      element.api = "form-v1";
      shown.push([await over, element.editor?.fields.some(({ key }) => key === "reference2")].join());
      element.remove();
    }
    return shown;
  });
  assert.deepEqual(keys, keys.map(() => "customer-ready,true"));
});

test("a browser that calls a blocked module by another error says the same", async (t) => {
  const { form } = await openForm(t, {
    until: "customer-error",
    before: (page) => page.addInitScript(() => {
      WebAssembly.compileStreaming = async () => { throw new EvalError("Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script"); };
    }),
  });
  assert.match(await form.sentence.innerText(), /must allow 'wasm-unsafe-eval' in script-src/);
});
