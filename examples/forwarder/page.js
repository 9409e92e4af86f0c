/** A page with the form on it, and the package's files: what your site has anyway. */
import { readFile } from "node:fs/promises";
import { extname, posix } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; base-uri 'none'";
const FOLDERS = { "/pkg/": new URL("./node_modules/customer-edit/dist/", import.meta.url), "/": new URL("./public/", import.meta.url) };

/** A file by its path; nothing outside of the two folders. */
export async function page(method, pathname) {
  const path = posix.normalize(pathname === "/" ? "/index.html" : pathname);
  const type = TYPES[extname(path)];
  const folder = Object.keys(FOLDERS).find((prefix) => path.startsWith(prefix));
  const body = method === "GET" && type && !path.includes("..") ? await readFile(new URL(path.slice(folder.length), FOLDERS[folder])).catch(() => null) : null;
  const headers = { "content-type": body ? type : "text/plain", "content-security-policy": POLICY, "x-content-type-options": "nosniff" };
  return { status: body ? 200 : 404, headers, body: body ?? "Not found" };
}
