/** What goes wrong on purpose: sets the reference server's faults and shows how often each struck. */
import { byId, h } from "./dom.js";
import { traffic } from "./log.js";
import { type Served, showServed } from "./served.js";

/** A fault as `/admin/faults` has it; its parameters are further members. */
interface Fault {
  fault: string;
  method?: string;
  count?: number;
  struck: number;
  [parameter: string]: unknown;
}

const form = byId("fault", HTMLFormElement);
const list = byId("faults", HTMLUListElement);
const note = byId("faults-note", HTMLElement);
const kind = form.elements.namedItem("fault") as HTMLSelectElement;

kind.addEventListener("change", showParameters);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void change({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(chosen()) });
});
byId("faults-clear", HTMLButtonElement).addEventListener("click", () => void change({ method: "DELETE" }));
showParameters();

let due: number | undefined;
// A fault strikes and a line is written soon after a request has left, whether or not it is ever answered.
traffic.addEventListener("request", () => {
  clearTimeout(due);
  due = setTimeout(() => void showServerSide(), 150);
});
// Other pages ask the same server.
addEventListener("focus", () => void showServerSide());

/** Shows the faults that are set and the last requests, as the server has them now. */
export async function showServerSide(): Promise<void> {
  try {
    const [faults, log] = await Promise.all([ask("/admin/faults"), ask("/admin/log")]);
    showFaults((faults as { faults: Fault[] }).faults);
    showServed((log as { requests: Served[] }).requests);
  } catch {
    say("No faults: this server sets none.");
  }
}

async function change(how: RequestInit): Promise<void> {
  try {
    const { faults } = (await ask("/admin/faults", how)) as { faults: Fault[] };
    showFaults(faults);
    say(faults.length > 0 ? "Set, in place of what was set before." : "Nothing goes wrong on purpose any more.");
  } catch (error) {
    say(`Not set: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function ask(path: string, how?: RequestInit): Promise<unknown> {
  const answer = await fetch(path, how);
  const body = (await answer.json()) as { detail?: string };
  if (!answer.ok) throw new Error(body.detail ?? `the server answered ${answer.status}`);
  return body;
}

/** Parameters are asked for where they mean something; what is not shown is not sent. */
function showParameters(): void {
  for (const part of form.querySelectorAll("fieldset")) {
    const { for: only, butFor: but } = part.dataset;
    part.hidden = only !== undefined ? !only.split(" ").includes(kind.value) : but === kind.value;
    part.disabled = part.hidden;
  }
}

function chosen(): Record<string, unknown> {
  const fault: Record<string, unknown> = {};
  for (const [name, value] of new FormData(form)) {
    const control = form.elements.namedItem(name);
    if (value === "" || name === "field" || name === "value") continue;
    if (control instanceof HTMLInputElement && control.type === "checkbox") fault[name] = true;
    else if (name === "count" || (control instanceof HTMLInputElement && control.type === "number")) fault[name] = Number(value);
    else fault[name] = value;
  }
  const { field, value } = Object.fromEntries(new FormData(form));
  if (typeof field === "string") fault["changes"] = { [field]: value };
  return fault;
}

function showFaults(faults: Fault[]): void {
  const items = faults.map((fault) =>
    h("li", {}, h("span", {}, sentence(fault)), h("span", { class: "log__status" }, struckAs(fault))));
  list.replaceChildren(...items);
}

function sentence(fault: Fault): string {
  const words = kind.querySelector(`option[value="${CSS.escape(fault.fault)}"]`)?.textContent ?? fault.fault;
  return [words, ...parameters(fault), requests(fault), often(fault)].filter(Boolean).join(", ");
}

function parameters(fault: Fault): string[] {
  const { ms, to, bytes, seconds, retry_after: told, stored, changes } = fault;
  const said: string[] = [];
  if (ms !== undefined) said.push(to === undefined ? `${ms} ms` : `${ms} to ${to} ms`);
  if (bytes !== undefined) said.push(`after ${bytes} bytes`);
  if (seconds !== undefined) said.push(`${seconds} s, told ${told === "seconds" ? "in seconds" : `by ${told}`}`);
  if (stored === true) said.push("stored before");
  if (changes) said.push(Object.entries(changes).map(([key, value]) => `${key} “${value}”`).join(", "));
  return said;
}

function requests({ fault, method, path, probability }: Fault): string {
  if (fault === "other-edit") return "before a save";
  const which = method === "WRITE" ? "saves" : (method ?? "all requests");
  const where = path === undefined ? which : `${which} of ${path}`;
  return probability === undefined ? where : `${where}, ${Number(probability) * 100} % of them`;
}

function often({ count }: Fault): string {
  if (count === undefined) return "until cleared";
  return count === 1 ? "once" : `${count} times`;
}

function struckAs({ struck, count }: Fault): string {
  if (struck === 0) return "not yet";
  return count === undefined ? `struck ${struck} ×` : `struck ${struck} of ${count}`;
}

/** A live region that is told the same again would be read again. */
function say(sentence: string): void {
  if (note.textContent !== sentence) note.textContent = sentence;
}
