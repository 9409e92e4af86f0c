/** One random sequence: a person, another person, and a server that fails, at one customer. */
import { clearFaults, faultsNow, forgetLog, served, setFaults } from "../../harness/admin.mjs";
import { storedRow } from "../../harness/form.mjs";
import { drawBlackout, drawFaults, otherEdit } from "./faults.mjs";
import { judge } from "./judge.mjs";
import { dice as rolled } from "./random.mjs";

/** How long anything may take before it counts as never; it measures nothing. */
const NEVER = 20_000;

/** How often each step is drawn. One that is not possible just then is drawn again. */
const STEPS = {
  type: 10, save: 8, faults: 4, blackout: 0.7, others: 3, inflight: 2, load: 2, calm: 2, pause: 1.5, undo: 1, redo: 1, stop: 3, reopen: 0.5, discard: 0.3, compare: 2,
};

/**
 * Plays a sequence and judges it.
 *
 * @param {object} stage
 * @param {import("playwright-core").Page} stage.page where `installPerson` is
 * @param {string} stage.url the server's
 * @param {Map<string, string>} stage.bodies of the writes that left the page, by the `w` of their query
 * @param {typeof import("./fields.mjs").JSON_V2} stage.api
 * @param {number} stage.id the customer's
 * @param {number} stage.seed
 * @returns {Promise<{ wrong: string[], steps: string[], met: string[] }>} what is wrong, what was done, and what was met
 */
export async function play(stage) {
  const sequence = new Sequence(stage);
  try {
    await sequence.play();
  } catch (error) {
    sequence.wrong.push(error.message);
  }
  return sequence;
}

class Sequence {
  wrong = [];
  steps = [];
  met = [];
  #moments = [];
  #choices = [];
  #last = {};
  /** What other persons wrote: at once by number, in flight in the order in which it was set. */
  #others = [];
  #inflight = [];
  #texts = 0;

  constructor({ page, url, bodies, api, id, seed }) {
    Object.assign(this, { page, url, bodies, api, id, path: api.path(id), dice: rolled(seed) });
  }

  async play() {
    await this.#prepare();
    const length = this.dice.from(6, 16);
    for (let done = 0, drawn = 0; done < length && drawn < 5 * length; drawn += 1) {
      if (await this.#step() !== false) done += 1;
    }
    await this.#finish();
  }

  /** In the page. */
  person(method, ...args) {
    return this.page.evaluate(([method, args]) => window.person[method](...args), [method, args]);
  }

  #row() {
    return storedRow(this.url, this.id, this.api.name);
  }

  #drawFaults() {
    return drawFaults(this.dice, this.path, this.api.write);
  }

  note(...words) {
    this.steps.push(words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" "));
  }

  text(key) {
    return this.api.fields[key].text((this.#texts += 1) + 100);
  }

  async #prepare() {
    await clearFaults(this.url);
    const { keys, ground, bodyOf } = this.api;
    await this.api.others(this.url, this.id, { ...ground, ...bodyOf(Object.fromEntries(keys.map((key) => [key, this.text(key)]))) });
    this.start = await this.#row();
    await forgetLog(this.url);
    // Few fields, so that the two persons meet.
    this.keys = this.dice.some(keys, 4);
    if (this.dice.chance(0.25)) await this.#setFaults(this.#drawFaults().filter(({ count }) => count));
    const bare = !this.api.dated && this.dice.chance(0.15);
    this.form = {
      api: this.api.name,
      customerId: String(this.id),
      draftKey: this.dice.chance(0.3) ? "chaos" : "",
      bare,
      settings: { timeoutSeconds: 0.4, compareBeforeWrite: bare && this.dice.chance(0.5) },
    };
    this.note("open", this.form);
    await this.person("open", this.form);
    await this.#untilLoaded();
  }

  /** A load that met faults may have given up; it is tried again, as a person would. */
  async #untilLoaded() {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const { stuck, banner } = await this.person("calm", NEVER);
      if (await this.person("loaded")) return;
      this.note("not loaded:", banner);
      if (stuck) break;
      await this.#setFaults([]);
      await this.person("load");
    }
    throw new Error("never loaded");
  }

  /** False when it could not be done. */
  async #step() {
    const { rows } = await this.person("look");
    if (Object.keys(rows).length > 0 && this.dice.chance(0.8)) return this.#choose(rows);
    const step = this.dice.weighed(STEPS);
    const key = this.dice.one(this.keys);
    switch (step) {
      case "type": return this.#type(key);
      case "faults": return this.#setFaults(this.#drawFaults());
      case "blackout": return this.#setFaults(drawBlackout(this.dice, this.path, this.api.write));
      case "others": return this.#othersEdit(this.#contested(key));
      case "inflight": return this.#setInflight(this.#contested(key));
      case "reopen": return this.form.draftKey !== "" && this.#reopen();
      case "calm": return this.#calm(true);
      case "pause": return new Promise((resolve) => setTimeout(resolve, this.dice.from(10, 400)));
      case "compare": return this.#press(step, "press", "choose");
      case "load": return this.#press(step, "load");
      case "save": return this.#save();
      default: return this.#press(step, "press", step);
    }
  }

  /** Another person is often at the very field. */
  #contested(key) {
    const unsaved = Object.keys(this.#last);
    return unsaved.length > 0 && this.dice.chance(0.5) ? this.dice.one(unsaved) : key;
  }

  async #type(key) {
    const [theirs] = this.#others.filter(({ changes }) => key in changes).slice(-1);
    const text = this.dice.weighed({ fresh: 17, empty: this.api.fields[key].required ? 0 : 1, loaded: 1, agreeing: theirs ? 3 : 0 });
    const value = { fresh: () => this.text(key), empty: () => "", loaded: () => this.api.shownIn(this.start)[key], agreeing: () => theirs.changes[key] }[text]();
    const { before, after, done } = await this.person("type", key, value);
    if (!done) return false;
    this.note("type", key, JSON.stringify(value));
    return this.#moved(key, before, after, value);
  }

  /** A field went from one text to another by the person's hand. */
  #moved(key, before, after, to) {
    this.#moments.push({ key, from: before.texts[key] ?? "", to, event: before.event, beside: before.was[key] });
    if (after.dirty.includes(key)) this.#last[key] = to;
    else delete this.#last[key];
  }

  async #press(step, method, ...args) {
    const { before, after, done } = await this.person(method, ...args);
    if (!done) return false;
    this.note(step, "→", after.status, after.banner);
    if (!["undo", "redo", "discard"].includes(step)) return true;
    for (const key of this.api.keys) {
      if (before.texts[key] !== after.texts[key]) this.#moved(key, before, after, after.texts[key]);
    }
    return true;
  }

  /** Half of the time the person waits for what becomes of it. */
  async #save() {
    const done = await this.#press("save", "press", "save");
    if (done && this.dice.chance(0.5)) await this.#calm(true);
    return done;
  }

  /** Away and back, once nothing is under way: what is kept under the draft's key is typed in again. */
  async #reopen() {
    await this.#setFaults([]);
    await this.#calm(false);
    this.note("away and back");
    await this.person("reopen", this.form);
    await this.#untilLoaded();
  }

  async #choose(rows) {
    if (this.dice.chance(0.2)) return this.#press("back", "press", "back");
    const whole = this.dice.chance(0.3) && this.dice.one(["mine", "theirs", "loaded"]);
    const choices = Object.fromEntries(Object.entries(rows).map(([key, { offers }]) => {
      return [key, offers.includes(whole) ? whole : this.dice.one(offers)];
    }));
    const { before, after, done } = await this.person("choose", choices);
    if (!done) return false;
    this.note("choose", choices, "→", after.status, after.banner);
    for (const [key, kept] of Object.entries(choices)) {
      this.#choices.push({ key, kept, words: before.rows[key]?.words ?? "", event: before.event });
      if (kept !== "mine") delete this.#last[key];
    }
    return true;
  }

  /** Faults in the place of those that are set. An edit that is still to come would be counted wrongly, so it is awaited. */
  async #setFaults(faults) {
    if (await this.#awaitsEdit()) {
      await this.#calm(true);
      if (await this.#awaitsEdit()) this.#inflight.pop();
    }
    this.note("faults", faults);
    await setFaults(this.url, ...faults);
  }

  async #awaitsEdit() {
    return (await faultsNow(this.url)).some(({ fault, struck }) => fault === "other-edit" && struck === 0);
  }

  async #othersEdit(key) {
    const [typed] = [this.#last[key]].filter(() => this.dice.chance(0.15));
    const changes = { [key]: typed || this.text(key) };
    this.#others.push({ changes });
    this.note("another person writes", changes);
    await this.api.others(this.url, this.id, this.api.bodyOf(changes), `?other=${this.#others.length - 1}`);
  }

  async #setInflight(key) {
    const changes = { [key]: this.text(key) };
    const edit = otherEdit(this.path, this.api.write, this.api.bodyOf(changes));
    const after = this.dice.chance(0.4) ? this.#drawFaults().filter(({ count }) => count) : [];
    await this.#setFaults([edit, ...after]);
    this.#inflight.push(changes);
  }

  async #calm(doubtful) {
    const look = await this.person("calm", NEVER, doubtful);
    this.note("calm", look.status, look.banner);
    if (look.stuck) throw new Error(`never settled: ${look.status} | ${look.banner}`);
    return look;
  }

  async #finish() {
    this.note("the faults end");
    await this.#setFaults([]);
    await this.#calm(false);
    await this.#chooseToEnd();
    const before = { ...(await this.person("look")), stored: this.#stored(await served(this.url)).length };
    let looked;
    // A machine that is busy elsewhere lets a load time out.
    for (let attempt = 0; attempt < 10 && (!looked || /could not be loaded/.test(looked.banner)); attempt += 1) {
      looked = await this.person("loadToEnd", NEVER);
    }
    if (looked.stuck) throw new Error(`never settled after the load: ${looked.status} | ${looked.banner}`);
    this.note("loaded again", looked.status, looked.banner);
    await this.#chooseToEnd();
    const after = await this.#calm(false);
    const lines = await served(this.url);
    this.#count(lines, await this.person("events"));
    this.steps.push(...lines.filter(({ query }) => !query.includes("other=")).map(this.#line, this));
    this.wrong.push(...judge({
      api: this.api,
      bare: this.form.bare || this.api.dated,
      start: this.start,
      end: await this.#row(),
      stored: this.#stored(lines),
      moments: this.#moments,
      choices: this.#choices,
      events: await this.person("events"),
      last: this.#last,
      before,
      after,
    }));
  }

  /** What the run can be proud of having met. */
  #count(lines, events) {
    this.met.push(...lines.flatMap(({ faults }) => faults.map((fault) => `fault ${fault}`)), ...events.map(({ type }) => type));
    this.met.push(...lines.filter(({ method, query }) => method === this.api.write && query.startsWith("w=")).map(({ stored }) => (stored ? "stored" : "not stored")));
    this.met.push(...this.#choices.map(({ kept }) => `chose ${kept}`));
    if (this.steps.some((step) => /not known/i.test(step))) this.met.push("in doubt");
    if (this.steps.some((step) => /Waiting to save/.test(step))) this.met.push("waited");
  }

  async #chooseToEnd() {
    for (let round = 0; round < 6; round += 1) {
      const { rows } = await this.person("look");
      if (Object.keys(rows).length === 0) return;
      await this.#choose(rows);
      await this.#calm(false);
    }
  }

  /** Every stored write, by the server's account of it. */
  #stored(lines) {
    const { api } = this;
    const plain = (changes) => Object.fromEntries(Object.entries(changes).map(([key, text]) => [key, api.same(key, text)]));
    const inflight = [...this.#inflight];
    const writes = [];
    let since;
    for (const { method, query, path, status, stored, faults } of lines) {
      // What may not have been read to its end is nothing that the page has to know.
      if (api.dated && method === "GET" && path === this.path && status === 200 && faults.length === 0) since = writes.length;
      if (!["PATCH", "PUT", "POST"].includes(method)) continue;
      if (faults.includes("other-edit")) writes.push({ who: "other", changes: plain(inflight.shift() ?? {}) });
      const [, other] = /other=(\d+)/.exec(query) ?? [];
      if (other) writes.push({ who: "other", changes: plain(this.#others[other].changes) });
      else if (stored) writes.push({ who: "me", ask: query, since, changes: api.named(this.bodies.get(query)) });
    }
    return writes;
  }

  #line({ n, method, query, status, stored, faults }) {
    const body = this.bodies.get(query) ?? "";
    return `  ${n} ${method} ${status ?? "cut"}${stored ? " stored" : ""} ${faults.join(" ")} ${body}`;
  }
}
