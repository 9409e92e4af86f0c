/**
 * Prints what was measured as Markdown.
 *
 *   node bench/table.mjs [--runner results.json] [--own figures.json] [--core target/criterion] [--name customer-edit]
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: { runner: { type: "string" }, own: { type: "string" }, core: { type: "string" }, name: { type: "string", default: "customer-edit" } },
});
const json = async (path) => JSON.parse(await readFile(path, "utf8"));

/** Peers in the order of issue 7's table; whatever else was measured follows. */
const ORDER = ["vanilla", "floor", "solid-valibot", "rhf-zod", "rjsf", "formkit", "jsonforms", "survey", "formio"];

const KiB = 1024, MiB = KiB * KiB;
const number = (value) => (typeof value !== "number" || Number.isNaN(value) ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(1));
const times = (a, b) => (a == null || b == null ? undefined : a * b);
const cold = (label) => (r) => r.cold[label]?.p50;
const heap = ({ js, wasm }) => (js + wasm) / MiB;
/** Memory grows by pages of 64 KiB: a few cycles say nothing about 200. */
const growth = ({ cycles }) => cycles?.cycles >= 100 && ((cycles.jsGrowth + cycles.wasmGrowth) * 200) / cycles.cycles / KiB;
const right = ({ probes }) => probes && `${marks(probes).filter(Boolean).length}/${marks(probes).length}`;

/** Issue 7's six probes, each as right or wrong. */
function marks(probes) {
  const exact = (text) => text?.startsWith("patch exact; put exact") ?? false;
  return [
    exact(probes.money) && probes.untouchedMoney === "exact" && probes.moneyOver === "rejected",
    probes.emailPatchHasName === true,
    probes.emoji50 === "accepted" && probes.emoji51 === "rejected",
    // A native date control keeps an impossible day to itself: sending nothing is right as well, sending null is not.
    /^(rejected|no change sent)/.test(probes.date ?? ""),
    probes.number?.["1e3"] === "rejected",
    Object.values(probes.unknownKept ?? { none: false }).every(Boolean),
  ];
}

/** Label, unit, target as text, the value, and whether a value is within the target given everybody's results. */
function rows(results, sizes) {
  const most = (names, value) => Math.max(...names.map((name) => (results[name] && value(results[name])) ?? NaN));
  const reference = (name, value) => (results[name] ? value(results[name]) : undefined);
  const at = (n, name) => (r) => r.keys[n]?.[name];
  const below = (limit) => (value) => limit === undefined || Number.isNaN(limit) ? undefined : value <= limit;
  const rhf = (value) => below(reference("rhf-zod", value));
  const solid = (value) => below(reference("solid-valibot", value));
  const all = [
    ["size, brotli", "KiB", "≤ 92", (r) => r.size?.br / KiB, below(92)],
    ["cold, 20 fields", "ms", "≤ 130", cold("20"), below(130)],
    ["cold, 20 fields, CPU 4 × slower", "ms", "≤ react-hook-form", cold("20 cpu4x"), rhf(cold("20 cpu4x"))],
    ["cold, 20 fields, 1.6 Mbit/s", "ms", "≤ react-hook-form", cold("20 net"), rhf(cold("20 net"))],
    ["cold, 1,000 fields", "ms", "≤ Solid", cold("1000"), solid(cold("1000"))],
    ["cold, 5,000 fields", "ms", "≤ Solid", cold("5000"), solid(cold("5000"))],
    ["key press, 1,000 fields, p50", "ms", "≤ 1.2 × by hand or floor", at(1000, "p50"), below(1.2 * most(["vanilla", "floor"], at(1000, "p50")))],
    ["key press, 1,000 fields, p95", "ms", "≤ 1.5 × by hand or floor", at(1000, "p95"), below(1.5 * most(["vanilla", "floor"], at(1000, "p95")))],
    ...sizes.map((n) => {
      const script = at(n, "scriptPer100");
      return [`script per 100 keys, ${n} fields`, "ms", "≤ 1.3 × by hand", script, below(times(1.3, reference("vanilla", script)))];
    }),
    ...sizes.map((n) => [`style and layout per 100 keys, ${n} fields`, "ms", "", at(n, "layoutPer100"), () => undefined]),
    ["JavaScript heap + WebAssembly memory, 1,000 fields", "MiB", "≤ react-hook-form", (r) => r.heap[1000] && heap(r.heap[1000]), rhf((r) => r.heap[1000] && heap(r.heap[1000]))],
    ["growth over 200 mount and unmount cycles", "KiB", "≤ 100", growth, below(100)],
    ["issue 7's correctness probes", "", "all", right, (value) => (value ? value === "6/6" : undefined)],
  ];
  return all.filter(([, , , value]) => Object.values(results).some((r) => value(r) || value(r) === 0));
}

function table(head, body) {
  return [head, head.map((_, at) => (at ? "---:" : "---")), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

async function runner(path) {
  const { results, NS: sizes, machine, date, seconds, quick } = await json(path);
  const ours = results[options.name];
  if (!ours) throw new Error(`${path} has no "${options.name}"`);
  const rank = (name) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  const peers = Object.keys(results).filter((name) => name !== options.name).sort((a, b) => rank(a) - rank(b));
  const body = rows(results, sizes).map(([label, unit, target, value, met]) => {
    const cell = (result) => { const v = value(result); return typeof v === "string" ? v : number(v); };
    const verdict = met(value(ours));
    const mine = `${cell(ours)}${verdict === undefined ? "" : verdict ? " ✓" : " ✗"}`;
    return [`${label}${unit && `, ${unit}`}`, target, mine, ...peers.map((peer) => cell(results[peer]))];
  });
  console.log(`${table(["", "target", options.name, ...peers], body)}\n`);
  const [before, after] = [machine.loadBefore[0], machine.loadAfter[0]].map((load) => load.toFixed(1));
  console.log(`${date.slice(0, 10)}, ${machine.cpus} × ${machine.model}, Chromium ${machine.chromium}, ${seconds} s${quick ? ", --quick: few runs" : ""}, load ${before} → ${after}.`);
  const spread = Object.entries(ours.cold).map(([label, { runs }]) => `${label}: ${Math.min(...runs)} to ${Math.max(...runs)} ms of ${runs.length}`);
  if (spread.length > 0) console.log(`Spread of our cold loads: ${spread.join("; ")}.`);
  for (const [name, { notes }] of Object.entries(results)) for (const note of notes) console.log(`${name}: ${note}`);
}

async function own(path) {
  const { sizes, files, results } = await json(path);
  console.log(`${table(["file", "bytes", "brotli"], files.map(({ name, raw, brotli }) => [name, raw, brotli]))}\n`);
  const labels = Object.keys(results[sizes[0]]);
  console.log(`${table(["customer-edit alone", ...sizes.map((n) => `${n} fields`)], labels.map((label) => [label, ...sizes.map((n) => number(results[n][label]))]))}\n`);
}

/** Criterion keeps one folder per step and size, with estimates in nanoseconds. */
async function core(folder) {
  const steps = new Map();
  for (const step of await readdir(folder)) {
    for (const size of await readdir(join(folder, step))) {
      const found = /^\d+$/.test(size) && (await json(join(folder, step, size, "new", "estimates.json")).catch(() => undefined));
      if (found) steps.set(step, new Map(steps.get(step)).set(Number(size), found.median.point_estimate / 1000));
    }
  }
  const sizes = [...new Set([...steps.values()].flatMap((all) => [...all.keys()]))].sort((a, b) => a - b);
  const micro = (value) => (value === undefined ? "–" : value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const growths = (all) => { const [few, many] = [all.get(sizes[0]), all.get(sizes.at(-1))]; return few && many ? many / few : undefined; };
  const body = [...steps].map(([step, all]) => [step, ...sizes.map((n) => micro(all.get(n))), number(growths(all))]);
  console.log(`${table(["core, µs", ...sizes.map((n) => `${n} fields`), "growth"], body)}\n`);
  const patch = growths(steps.get("patch") ?? new Map());
  if (patch) console.log(`Building a PATCH with one change, ${sizes[0]} → ${sizes.at(-1)} fields: ${patch.toFixed(2)} × (target ≤ 1.5 ×) ${patch <= 1.5 ? "✓" : "✗"}\n`);
}

if (options.core) await core(options.core);
if (options.own) await own(options.own);
if (options.runner) await runner(options.runner);
