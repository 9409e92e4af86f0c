/**
 * Stands between the form and the customer API, so that the account's token never reaches a browser.
 *
 *   API=http://127.0.0.1:8081 ACCOUNT_TOKEN=demo-token SECRET=… PORT=8090 node server.js
 *
 *   GET  /session/token                 a token of five minutes for whoever is signed in
 *   GET  /api/v2/…                      forwarded
 *   PUT, PATCH /api/v2/customer/{id}    checked by the form's own rules, then forwarded
 *   GET  anything else                  a page with the form
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { checked } from "./check.js";
import { forward, problem } from "./forward.js";
import { page } from "./page.js";
import { issue, isValid } from "./tokens.js";

const CUSTOMER = /^\/api\/v2\/customer\/([^/]+)$/;
/** A body of a customer is a few kilobytes; nobody gets to fill the memory. */
const MAX_BODY = 1_000_000;

async function answer(request) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/session/token" && request.method === "GET") return token(request);
  if (!pathname.startsWith("/api/")) return page(request.method, pathname);

  const [, given] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  if (!isValid(given)) return problem(401, "Sign in again.");
  if (request.method === "GET") return forward(request);
  const [, id] = CUSTOMER.exec(pathname) ?? [];
  if (!id || !["PUT", "PATCH"].includes(request.method)) return problem(405, "Only customers are written here.");
  if (!(Number(request.headers["content-length"]) <= MAX_BODY)) return problem(413, "This is too long.");
  const body = await text(request);
  const refusal = await checked(request.method, id, body);
  return refusal ?? forward(request, body);
}

/** Who is signed in, your session knows. Here everybody is, who comes from a page of this very server. */
function token(request) {
  const site = request.headers["sec-fetch-site"] ?? "same-origin";
  if (site !== "same-origin") return problem(403, "Tokens are for our own pages.");
  return { status: 200, headers: { "content-type": "text/plain", "cache-control": "no-store" }, body: issue("demo-user") };
}

const server = createServer(async (request, response) => {
  try {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, headers).end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(502, { "content-type": "application/json" }).end('{"detail":"The API cannot be reached."}');
  }
});
server.listen(Number(process.env.PORT ?? 8090), "127.0.0.1", () => {
  console.log(`forwarder: http://127.0.0.1:${server.address().port}/`);
});
