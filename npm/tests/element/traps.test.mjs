/** After a trap in the module: what is given back is what was there, and until then nobody loses it by leaving. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addForm, openForm, openPage } from "../harness/form.mjs";
import { keepInstance } from "../harness/memory.mjs";
import { startServer } from "../harness/server.mjs";

async function open(t, options = {}) {
  const opened = await openForm(t, { before: (page) => page.addInitScript(keepInstance), ...options });
  return { ...opened, ...hands(opened) };
}

function hands({ page, form }) {
  return {
    /** Traps; gives what the form says then. */
    async trap() {
      await page.evaluate(() => setTimeout(() => window.instance.exports.__wbindgen_free(0xfffffff0, 8, 8)));
      await form.element.getByRole("button", { name: "Restart the form" }).waitFor();
      return form.sentence.innerText();
    },
    async restart() {
      await form.element.getByRole("button", { name: "Restart the form" }).click();
      await form.control("city").waitFor();
      await page.waitForFunction(() => window.seen.at(-1).type !== "customer-error");
    },
    /** Whether the page would ask before it is left. */
    asks: () => page.evaluate(() => {
      const leaving = new Event("beforeunload", { cancelable: true });
      dispatchEvent(leaving);
      return leaving.defaultPrevented;
    }),
    dirtyState: () => form.element.evaluate((element) => element.matches(":state(dirty)")),
  };
}

const WAYS = {
  "discarded by the person": (element) => element.shadowRoot.querySelector("[data-act=discard]").click(),
  "taken back by reset()": (element) => element.reset(),
  "undone": (element) => element.undo(),
  "taken back through the editor": (element) => element.editor.undo(),
};
for (const [what, way] of Object.entries(WAYS)) {
  test(`what was ${what} does not come back`, async (t) => {
    const { form, trap, restart, asks } = await open(t);
    await form.control("city").fill("Herisau");
    await form.element.evaluate(way);
    assert.doesNotMatch(await trap(), /unsaved change/);
    assert.equal(await asks(), false);
    await restart();
    assert.deepEqual([await form.control("city").inputValue(), await form.dirty()], ["Appenzell", []]);
  });
}

test("what came from code without an event does", async (t) => {
  const { form, trap, restart } = await open(t);
  await form.element.evaluate(async ({ editor }) => {
    editor.set("city", "Herisau");
    const snapshot = editor.snapshot();
    editor.reset();
    editor.set("city", "Gais");
    editor.set("phone", "1");
    await new Promise((resolve) => setTimeout(resolve, 20));
    editor.reset();
    editor.restore(snapshot);
  });
  assert.match(await trap(), /Your 1 unsaved change is kept/);
  await restart();
  assert.deepEqual([await form.control("city").inputValue(), await form.dirty()], ["Herisau", ["city"]]);
});

test("what the form keeps is unsaved: the page asks before it is left, until it is saved", async (t) => {
  const { page, form, trap, restart, asks, dirtyState } = await open(t);
  await form.control("city").fill("Herisau");
  await trap();
  assert.deepEqual([await asks(), await form.dirty(), await dirtyState()], [true, ["city"], true]);
  await page.route("**/api/v2/customer/1/**", (route) => setTimeout(() => route.continue(), 200));
  await form.element.getByRole("button", { name: "Restart the form" }).click();
  assert.deepEqual([await asks(), await form.dirty(), await dirtyState()], [true, ["city"], true], "while it loads again");
  await form.control("city").waitFor();
  await page.waitForFunction(() => document.querySelector("customer-edit").shadowRoot.querySelector("[name=city]").value === "Herisau");
  assert.deepEqual([await asks(), await form.dirty(), await dirtyState()], [true, ["city"], true]);
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual([await asks(), await form.dirty(), await dirtyState()], [false, [], false]);
  // And that is all that is known of it.
  assert.doesNotMatch(await trap(), /unsaved change/);
  await restart();
});

test("what was stored meanwhile by somebody else is nothing unsaved after the restart", async (t) => {
  const { form, server, trap, restart, asks, dirtyState } = await open(t);
  await form.control("city").fill("Herisau");
  await trap();
  await fetch(`${server.url}/api/v2/customer/1`, { method: "PATCH", headers: { authorization: "Bearer demo-token", "content-type": "application/json" }, body: '{"company":1,"city":"Herisau"}' });
  await restart();
  assert.deepEqual([await form.control("city").inputValue(), await form.dirty(), await asks(), await dirtyState()], ["Herisau", [], false, false]);
});

test("a record that the host gives meanwhile restarts the form with what was typed; another customer's form is without", async (t) => {
  const { page, form, trap, asks } = await open(t);
  await form.control("city").fill("Herisau");
  await trap();
  await form.element.evaluate((element) => (element.record = { id: 1, name: "Alpenrose", city: "Gais", phone: "1" }));
  await page.waitForFunction(() => document.querySelector("customer-edit").shadowRoot.querySelector("[name=city]")?.value === "Herisau");
  assert.deepEqual([await form.control("phone").inputValue(), await form.dirty()], ["1", ["city"]]);

  await trap();
  await form.element.evaluate(async (element) => {
    element.customerId = "2";
    await element.load();
  });
  assert.deepEqual([await form.dirty(), await asks()], [[], false]);
});

test("reset() while the form stands still leaves nothing to give back", async (t) => {
  const { form, trap, asks } = await open(t);
  await form.control("city").fill("Herisau");
  await trap();
  await form.element.evaluate((element) => element.reset());
  await form.control("city").waitFor();
  assert.deepEqual([await form.control("city").inputValue(), await form.dirty(), await asks()], ["Appenzell", [], false]);
});

/** As bundlers rename the file, and as hosts hand it over: the stack of a trap then names no file of ours. */
const SOURCES = {
  "under a bundler's name": () => "/assets/08ce61cb94314617add1.wasm",
  "as bytes": async () => (await fetch("/assets/08ce61cb94314617add1.wasm")).arrayBuffer(),
  "as a module": () => WebAssembly.compileStreaming(fetch("/assets/08ce61cb94314617add1.wasm")),
};
for (const [what, source] of Object.entries(SOURCES)) {
  test(`a module that came ${what} is known by its traps, and another one's are not its own`, async (t) => {
    const server = await startServer();
    t.after(() => server.stop());
    const before = async (page) => {
      await page.addInitScript(keepInstance);
      await page.route("**/assets/*.wasm", async (route) => route.fulfill({ response: await route.fetch({ url: `${server.url}/pkg/customer_edit.wasm` }) }));
    };
    const { page, errors } = await openPage(t, server, { before });
    await page.evaluate(`(async () => (await import("/pkg/index.js")).init(await (${source})()))()`);
    const form = await addForm(page);
    await page.evaluate(() => (window.seen = document.querySelector("customer-edit").seen));

    // (module (func (export "f") unreachable))
    const TRAPS = "0061736d010000000104016000000302010007050101660000" + "0a05010300000b";
    await page.evaluate(async (hex) => {
      const bytes = Uint8Array.from(hex.match(/../g), (byte) => Number.parseInt(byte, 16));
      const other = new WebAssembly.Instance(new WebAssembly.Module(bytes));
      setTimeout(() => other.exports.f());
      // With our module on the stack, further out.
      const element = document.querySelector("customer-edit");
      element.addEventListener("customer-change", () => other.exports.f(), { once: true });
      element.editor.set("city", "Gais");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }, TRAPS);
    assert.equal(errors.filter((error) => /unreachable/.test(error)).length, 2, errors.join());
    assert.equal(await form.control("city").inputValue(), "Gais", "a trap of somebody else's codec is none of ours");

    const { trap, restart } = hands({ page, form });
    assert.match(await trap(), /Your 1 unsaved change is kept/);
    await restart();
    assert.equal(await form.control("city").inputValue(), "Gais");
  });
}
