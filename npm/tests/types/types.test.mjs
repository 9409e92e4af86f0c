/** The types as installed: a host that uses every name is accepted, wrong uses are refused, by the TypeScript of now and of before. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, run } from "../harness/package.mjs";

const fixture = new URL("./fixture/", import.meta.url);
const ours = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));
const strict = { strict: true, noEmit: true, skipLibCheck: false, types: [], target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], resolveJsonModule: true };
const RESOLUTIONS = {
  bundler: { module: "ESNext", moduleResolution: "bundler" },
  nodenext: { module: "NodeNext", moduleResolution: "NodeNext" },
};

for (const react of ["18.3.31", "19.3.0"]) {
  describe(`with @types/react ${react}`, () => {
    let host;
    before(async () => {
      host = await project(fixture, { name: `types-${react}`, dependencies: { "@types/react": react } });
    });
    for (const [resolution, options] of Object.entries(RESOLUTIONS)) {
      for (const [compiler, tsc] of [["this TypeScript", () => ours], ["TypeScript 5", () => host.bin("tsc")]]) {
        test(`${resolution}, ${compiler}`, async () => {
          const config = join(host.folder, `tsconfig.${resolution}.json`);
          await writeFile(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, files: ["accepted.ts", "refused.ts", "react.ts"] }));
          await run(tsc(), ["--project", config, "--pretty", "false"], { cwd: host.folder });
        });
      }
    }
  });
}
