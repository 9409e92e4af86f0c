/** A redirect is not followed: neither token nor data go where the host did not send them. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { openForm } from "./harness/form.mjs";

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type", "access-control-allow-methods": "PATCH" };

/** A server on a port, so an origin, of its own; `asked` grows with what it is asked. */
async function origin(t, answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, authorization: request.headers.authorization });
    if (request.method === "OPTIONS") response.writeHead(204, CORS).end();
    else answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

test("a read that is sent elsewhere says so, and nobody else is asked", async (t) => {
  const elsewhere = await origin(t, (_, response) => response.writeHead(200, CORS).end('{"id":1,"name":"Stolen"}'));
  for (const status of [301, 302, 307, 308]) {
    const base = await origin(t, ({ url }, response) => response.writeHead(status, { ...CORS, location: elsewhere.url + url }).end());
    const { form } = await openForm(t, { context: { permissions: ["local-network-access"] }, attributes: { "base-url": base.url }, until: "customer-error" });
    assert.match(await form.sentence.textContent(), /sent this on to another address/);
    assert.deepEqual(base.asked.filter(({ method }) => method !== "OPTIONS").map(({ authorization }) => authorization), ["Bearer demo-token"]);
  }
  assert.deepEqual(elsewhere.asked, []);
});

test("a write that is sent elsewhere is not saved, and what was typed stays", async (t) => {
  const elsewhere = await origin(t, (_, response) => response.writeHead(200, CORS).end());
  const base = await origin(t, ({ method, url }, response) => {
    if (method === "GET") response.writeHead(200, CORS).end('{"id":1,"name":"Acme","city":"Oakland"}');
    else response.writeHead(307, { ...CORS, location: elsewhere.url + url }).end();
  });
  const { form } = await openForm(t, { context: { permissions: ["local-network-access"] }, attributes: { "base-url": base.url } });
  await form.control("city").fill("Herisau");
  const { type, detail } = await form.save();
  assert.equal(type, "customer-error");
  assert.match(detail.message, /Nothing was changed/);
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.deepEqual(base.asked.map(({ method }) => method).filter((method) => method !== "OPTIONS").slice(-2), ["PATCH", "GET"], "it is looked up");
  assert.equal(base.asked.filter(({ method }) => method === "PATCH").length, 1);
  assert.deepEqual(elsewhere.asked, []);
});

test("a write that was stored and is then sent to what it stored is a save", async (t) => {
  let city = "Oakland";
  const base = await origin(t, async (request, response) => {
    if (request.method === "GET") return response.writeHead(200, CORS).end(JSON.stringify({ id: 1, name: "Acme", city }));
    let body = "";
    for await (const part of request) body += part;
    ({ city } = JSON.parse(body));
    response.writeHead(303, { ...CORS, location: request.url }).end();
  });
  const { form } = await openForm(t, { context: { permissions: ["local-network-access"] }, attributes: { "base-url": base.url } });
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(await form.dirty(), []);
  assert.equal(base.asked.filter(({ method }) => method === "PATCH").length, 1);
});
