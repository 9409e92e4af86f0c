/** A page with the form on it, and the package's files: what your site has anyway. */
import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; base-uri 'none'";
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const FOLDERS = [["/pkg/", beside("node_modules/customer-edit/dist")], ["/", beside("public")]];

/** A file by its path; nothing outside of the two folders. */
export async function page(method, pathname) {
  const path = pathname === "/" ? "/index.html" : pathname;
  const [prefix, folder] = FOLDERS.find(([prefix]) => path.startsWith(prefix));
  const file = resolve(folder, path.slice(prefix.length));
  const type = TYPES[extname(file)];
  const isOurs = method === "GET" && type && file.startsWith(folder + sep);
  const body = isOurs ? await readFile(file).catch(() => null) : null;
  const headers = { "content-type": body ? type : "text/plain", "content-security-policy": POLICY, "x-content-type-options": "nosniff" };
  return { status: body ? 200 : 404, headers, body: body ?? "Not found" };
}
