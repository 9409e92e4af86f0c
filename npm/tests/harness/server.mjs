/** Starts the reference server on a free port, with data in memory. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const beside = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where `cargo x test` says they are, else where a plain build leaves them. */
const program = process.env.CUSTOMER_SERVER ?? beside("target/debug/customer-server");
const site = process.env.CUSTOMER_SITE ?? beside("target/site");

/**
 * @param {{ port?: number, rate?: string, latency?: number, db?: string, site?: string, args?: string[] }} [options]
 * @returns {Promise<{ url: string, said: string[], stop: () => Promise<void>, kill: () => Promise<void> }>}
 *   `url` without a trailing slash; `said` grows with the lines the server writes; `kill` leaves it no time to tidy up.
 */
export async function startServer(options = {}) {
  const args = ["--port", String(options.port ?? 0), "--site", options.site ?? site, "--exit-with-stdin"];
  if (options.rate) args.push("--rate", options.rate);
  if (options.latency) args.push("--latency", String(options.latency));
  if (options.db) args.push("--db", options.db);
  const server = spawn(program, [...args, ...(options.args ?? [])], { stdio: "pipe" });
  const ended = once(server, "close");
  const said = [];
  createInterface({ input: server.stderr }).on("line", (line) => said.push(line));

  const url = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("close", (code) => reject(new Error(`customer-server ended (${code}): ${said.join("\n")}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      said.push(line);
      const [, found] = /^customer-server: (http:\/\/\S+?)\/?$/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  return {
    url,
    said,
    async stop() {
      server.kill("SIGTERM");
      await ended;
    },
    async kill() {
      server.kill("SIGKILL");
      await ended;
    },
  };
}
