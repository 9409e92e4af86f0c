/** Blocks for a terminal or for Node. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";
import { checking, claims } from "./blocks.mjs";

/** What stands before a program: the names of the documents are those of the reference server. */
const BEFORE = `
import { isDeepStrictEqual } from "node:util";
const ask = globalThis.fetch;
globalThis.fetch = (url, options) => ask(String(url).replace("https://api.example.com", process.env.API), options);
let checked = 0;
globalThis.same = (actual, expected) => {
  checked += 1;
  if (!isDeepStrictEqual(actual, expected)) throw new Error(\`is \${JSON.stringify(actual)}, should be \${JSON.stringify(expected)}\`);
};
process.on("exit", (code) => { if (code === 0 && checked !== Number(process.env.CLAIMS)) { console.error("only", checked, "claims were checked"); process.exitCode = 1; } });
`;

/** A program in Node, in a project that has installed the package. */
export async function runNode(t, { name, code }, host) {
  const server = await startServer();
  t.after(() => server.stop());
  const file = name.replaceAll(/\W/g, "-");
  await writeFile(join(host.folder, "before.mjs"), BEFORE);
  await writeFile(join(host.folder, `${file}.mjs`), checking(code));
  await host.node(["--import", "./before.mjs", `${file}.mjs`], { API: server.url, TOKEN: "demo-token", CLAIMS: String(claims(code)) });
}

/** Commands that other parts of `cargo x test` run: what they are, and where. */
const ELSEWHERE = [
  [/\bcargo /, "commands.mjs runs every such line of README and docs"],
  [/^trunk (serve|build --release)$/, "the step `trunk`"],
  [/^npm install customer-edit$/, "npm/tests/harness/package.mjs, from the packed archive"],
];

/** The commands of a block, without what is said of them. */
export const commandsOf = (code) => code.replaceAll("\\\n", " ").split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()).filter(Boolean);

/** Commands of a terminal, in order. `curl` asks a reference server of this test, `customer-server` must start. */
export async function runShell(t, { name, code }) {
  const server = await startServer();
  t.after(() => server.stop());
  for (const command of commandsOf(code)) {
    if (ELSEWHERE.some(([known]) => known.test(command))) continue;
    const [, args] = /^customer-server (.+)$/.exec(command) ?? [];
    if (args) {
      const program = await startServer({ args: args.split(/\s+/) });
      await program.stop();
    } else {
      assert.match(command, /^curl /, `${name}: nobody runs \`${command}\`; if nothing can, the block is \`text\``);
      await run("sh", ["-c", command.replaceAll("http://127.0.0.1:8081", server.url).replace(/^curl /, "curl --fail --silent --show-error ")]);
    }
  }
}
