/** Texts that want to be more than text: nothing of them runs, is a link that it should not be, or turns others around. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./server.mjs";

const HTML = `"><img src=x onerror=pwned('img')><script>pwned('script')</script><svg onload=pwned('svg')>`;
const JAVASCRIPT = "javascript:pwned('href')";

/** An account in which every text is this one. */
function account(text) {
  const texts = ["address_line_1", "address_line_2", "city", "state_province", "zip_postal_code", "phone", "mobile", "fax", "general_description", "supplementary_description", "additional_description", "unknown"];
  return {
    customer: JSON.stringify({
      id: 1, name: text, website: text, ...Object.fromEntries(texts.map((name) => [name, text])),
      category: { id: 7, name: text }, country: text, contact_person: { name: text, email: text, type: text },
      nda_signed_date: text, template: { id: 3, fields: { [text]: text, lost: text } },
    }),
    "custom-field-template": JSON.stringify([{ id: 3, name: text, fields: [{ id: 1, name: text, data_type: "text" }, { id: 2, name: `${text}2`, data_type: "attachment" }] }]),
    category: JSON.stringify([{ id: 7, name: text }, { id: 8, category: text }]),
    country: JSON.stringify([{ code: 4, name: `${text}4` }]),
    update: (_, response) => response.writeHead(400, { "content-type": "application/json" })
      .end(JSON.stringify({ name: [text], city: [text], [text]: [text], non_field_errors: [text], detail: text, template: { fields: [{ value: [text] }] } })),
  };
}

/** Opens every place that shows a text: the form, a refusal, the review, a clash. */
async function everywhere(form) {
  await form.form.control("city").fill("Bern");
  await form.form.control("template.fields.1").fill("changed");
  await form.form.save();
  await form.form.summary.waitFor();
  await form.form.element.evaluate((element) => (element.review = true));
  await form.form.saveButton.click();
  await form.form.chooser.waitFor();
  await form.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
}

const inside = (form) => form.form.element.evaluate(({ shadowRoot }) => ({
  strange: [...shadowRoot.querySelectorAll("img, script, iframe, object, embed, [onerror], [onload], [onclick]")].map(({ outerHTML }) => outerHTML),
  // The icons are ours; nothing else is drawn.
  svg: [...shadowRoot.querySelectorAll("svg")].filter((svg) => svg.hasAttribute("onload")).length,
  links: [...shadowRoot.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => !href?.startsWith("#")),
}));

test("HTML and script in every text are text", async (t) => {
  const form = await open(t, account(HTML));
  await everywhere(form);
  assert.deepEqual(await inside(form), { strange: [], svg: 0, links: [] });
  assert.equal(await form.form.control("name").inputValue(), HTML);
  const { ran, polluted, fatal } = await form.calm();
  assert.deepEqual([ran, polluted, fatal], [[], 0, []]);
});

test("a website that is a script is no link, whether it can be edited or not", async (t) => {
  const websites = [JAVASCRIPT, ` ${JAVASCRIPT}`, "JaVaScRiPt:pwned('href')", "java\tscript:pwned('href')", "data:text/html,<script>pwned('data')</script>", "vbscript:x", "//evil.example", "blob:x"];
  const form = await open(t, { customer: '{"id":1,"name":"Acme","website":"https://acme.example/"}' });
  for (const website of websites) {
    await form.form.element.evaluate(async (element, website) => {
      element.record = { id: 1, name: "Acme", website };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }, website);
    assert.equal(await form.form.element.evaluate((element) => element.editor.get("website")), website);
    for (const readonly of [false, true]) {
      await form.form.element.evaluate(async (element, readonly) => {
        element.readonly = readonly;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }, readonly);
      assert.deepEqual((await inside(form)).links, [], website);
    }
  }
  assert.deepEqual((await form.calm()).ran, []);
  await form.form.element.evaluate((element) => (element.record = { id: 1, name: "Acme", website: "https://acme.example/" }));
  await form.form.element.locator("a").waitFor();
  const [link] = await form.form.element.locator("a").evaluateAll((links) => links.map(({ href, rel }) => ({ href, rel })));
  assert.equal(link.href, "https://acme.example/");
  assert.match(link.rel, /noopener|noreferrer/);
});

test("an override of direction ends where its text does", async (t) => {
  const text = "\u202egnirts\u2066\u2067";
  const form = await open(t, account(text));
  await everywhere(form);
  // Nothing of a server's stands in one line of direction with anything of ours: its own element isolates it.
  const { loose, seen } = await form.form.element.evaluate(({ shadowRoot }) => {
    const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const found = [];
    let seen = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.includes("\u202e")) continue;
      seen += 1;
      const parent = node.parentElement;
      const { unicodeBidi, display } = getComputedStyle(parent);
      const alone = [...parent.childNodes].every((child) => child === node || child.nodeType === Node.COMMENT_NODE);
      const own = alone && (unicodeBidi.includes("isolate") || unicodeBidi === "plaintext" || ["block", "flex", "grid", "list-item"].includes(display));
      if (!own && parent.localName !== "option" && parent.localName !== "textarea" && !parent.closest(".ce-sr")) found.push(`${parent.localName}.${parent.className}: ${node.data}`);
    }
    return { loose: found, seen };
  });
  assert.ok(seen > 10, `${seen} texts with an override`);
  assert.deepEqual(loose, []);
});

test("texts of a host are text as well", async (t) => {
  const form = await open(t, {}, { attributes: { "draft-key": HTML, theme: HTML, locale: HTML, density: HTML } });
  await form.form.element.evaluate((element, html) => {
    element.messages = { "label.city": html, "action.save": html, "issue.required": html, "section.identity": html };
    element.fieldPolicy = { [html]: "hidden", __proto__: "readonly", phone: "readonly" };
  }, HTML);
  await form.form.control("name").fill("");
  await form.form.saveButton.click();
  await form.form.summary.waitFor();
  assert.deepEqual((await inside(form)).strange, []);
  const { ran, polluted, fatal } = await form.calm();
  assert.deepEqual([ran, polluted, fatal], [[], 0, []]);
});
