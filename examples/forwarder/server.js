/**
 * Stands between the form and the customer API, so that the account's token never reaches a browser.
 *
 *   API=http://127.0.0.1:8081 ACCOUNT_TOKEN=… SECRET=… HOST=127.0.0.1 PORT=8090 HOSTS=portal.example node server.js
 *
 *   GET  /session/token      a token of five minutes for whoever is signed in
 *   GET  /api/v2/…           what the form reads (access.js), forwarded
 *   PUT, PATCH a customer    checked by the form's own rules, then forwarded
 *   GET  anything else       a page with the form
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { canRead, canWrite, customerOf } from "./access.js";
import { checked } from "./check.js";
import { forward } from "./forward.js";
import { page } from "./page.js";
import { problem } from "./replies.js";
import { issue, userOf } from "./tokens.js";

/** A body of a customer is a few kilobytes; nobody gets to fill the memory. */
const MAX_BODY = 1_000_000;

async function answer(request) {
  // Another name that leads here (DNS rebinding) is another site's.
  if (!ourselves.has(request.headers.host)) return problem(421, "This is not the host that you asked for.");
  if (!URL.canParse(request.url, "http://localhost")) return problem(400, "This is no address.");
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/session/token" && request.method === "GET") return token(request);
  if (!url.pathname.startsWith("/api/")) return page(request.method, url.pathname);

  const [, given] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  const user = userOf(given);
  if (!user) return problem(401, "Sign in again.");
  if (request.method === "GET") return canRead(user, url) ? forward("GET", url, request.headers) : problem(403, "This is not yours to read.");
  const id = customerOf(url);
  if (!id || !["PUT", "PATCH"].includes(request.method)) return problem(405, "Only customers are written here.");
  return write(user, id, url, request);
}

async function write(user, id, url, request) {
  // An API that also takes forms would read another body than the one that is checked.
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return problem(415, "Customers are written as JSON.");
  const length = Number(request.headers["content-length"]);
  if (Number.isNaN(length)) return problem(411, "Say how long it is.");
  if (length > MAX_BODY) return problem(413, "This is too long.");
  const body = await text(request);
  return await checked(request.method, id, body, (company) => canWrite(user, company, id)) ?? forward(request.method, url, request.headers, body);
}

/** Who is signed in, your session knows. Here everybody is, whose browser says that a page of ours is asking. */
function token(request) {
  if (request.headers["sec-fetch-site"] !== "same-origin") return problem(403, "Tokens are for our own pages.");
  return { status: 200, headers: { "content-type": "text/plain", "cache-control": "no-store" }, body: issue("demo-user") };
}

const server = createServer(async (request, response) => {
  try {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, headers).end(body);
  } catch (error) {
    console.error(error);
    const { status, headers, body } = problem(502, "The API cannot be reached.");
    response.writeHead(status, headers).end(body);
  }
});
/** The names that browsers know us by. */
let ourselves = new Set();
const { HOST: host = "127.0.0.1", PORT: wanted = 8090 } = process.env;
server.listen(Number(wanted), host, () => {
  const { port } = server.address();
  ourselves = new Set((process.env.HOSTS ?? `127.0.0.1:${port},localhost:${port}`).split(","));
  console.log(`forwarder: http://127.0.0.1:${port}/`);
});
