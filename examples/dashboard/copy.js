/** What esbuild leaves where it is: the page, its style sheet, and the WebAssembly module beside the script. */
import { copyFile } from "node:fs/promises";

const copies = {
  "index.html": "index.html",
  "style.css": "style.css",
  "node_modules/customer-edit/dist/customer_edit.wasm": "customer_edit.wasm",
};
for (const [from, to] of Object.entries(copies)) await copyFile(from, `dist/${to}`);
