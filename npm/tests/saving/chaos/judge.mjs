/**
 * Whether a sequence kept what a save promises. Knows nothing of the widget: only what a person saw and did, and the
 * server's own account of what it stored.
 */
import { JSON_V2 } from "./fields.mjs";

/**
 * @param {object} story
 * @param {typeof JSON_V2} [story.api]
 * @param {boolean} [story.bare] the server gives no ETag: what is written in the same moment, or sent twice by the browser,
 *   cannot be helped then
 * @param {object} story.start the stored row before, with `restOf`'s columns
 * @param {object} story.end the stored row at the end
 * @param {{ who: "me" | "other", changes: Record<string, string>, ask?: string, since?: number }[]} story.stored every write that was
 *   stored, in the order of the server; `ask`: which request it was; `since`: without an ETag, how many writes there were
 *   when the page read the record last, which it has to know of
 * @param {Moment[]} story.moments what the person did to a field: it showed `from`, with `beside` it the value that it had, then `to`
 * @param {{ key: string, words: string, kept: "mine" | "theirs" | "loaded", event: number }[]} story.choices with what was
 *   shown to choose from; `event`: how many there had been
 * @param {{ type: string, changed: string[], conflicts: string[], texts: object, dirty: string[], status: string, banner: string }[]} story.events
 * @param {Record<string, string>} story.last what was typed last and neither taken back nor given up
 * @param {{ texts: object, dirty: string[], stored: number }} story.before what was shown once everything had settled, and
 *   how many writes were stored by then
 * @param {{ texts: object, dirty: string[] }} story.after and once it was loaded again
 * @typedef {{ key: string, from: string, to: string, event: number, beside?: string }} Moment
 * @returns {string[]} what is wrong; empty when nothing is
 */
export function judge(story) {
  const history = unfold(story);
  return [
    ...rowIsItsWrites(story, history),
    ...nothingInvented(story, history),
    ...storedIsSaid(story, history),
    ...saidIsStored(story, history),
    ...shownIsTrue(story, history),
    ...typedIsKept(story, history),
    ...(story.bare ? [] : noWriteTwice(history)),
    ...nothingOverwritten(story, history),
  ];
}

/** The writes with what each changed, and for each field every value it has had, with who wrote it. */
function unfold({ start, stored, api = JSON_V2 }) {
  const now = api.shownIn(start);
  const values = Object.fromEntries(api.keys.map((key) => [key, [{ text: now[key], who: "start", at: -1 }]]));
  const writes = stored.map((write, at) => {
    const changed = {};
    for (const [key, text] of Object.entries(write.changes)) {
      if (now[key] === text) continue;
      changed[key] = { text, over: values[key].at(-1) };
      now[key] = text;
      values[key].push({ text, who: write.who, at });
    }
    return { ...write, at, changed };
  });
  return { writes, values, now, api };
}

const mine = ({ writes }) => writes.filter(({ who }) => who === "me");

/** A part of the contact person that only goes along with the other, as it was loaded: over a newer one where no ETag forbids it. */
const goesAlong = ({ bare }, { values }, { key, text, write }) =>
  bare && key.startsWith("contact_person.") && values[key].some((value) => value.text === text && value.at < write.at);

function* changesOf(writes) {
  for (const write of writes) for (const [key, change] of Object.entries(write.changed)) yield { key, write, ...change };
}

function* rowIsItsWrites({ start, end }, { now, api }) {
  const row = api.shownIn(end);
  for (const key of api.keys) if (row[key] !== now[key]) yield `${key}: the row has ${show(row[key])}, the writes make ${show(now[key])}`;
  const [before, after] = [api.restOf(start), api.restOf(end)];
  for (const column of Object.keys({ ...before, ...after })) {
    if (before[column] !== after[column]) yield `${column}: nobody touched it, and it changed from ${show(before[column])} to ${show(after[column])}`;
  }
}

function* noWriteTwice(history) {
  const asks = new Set();
  for (const { changed, changes, ask } of mine(history)) {
    if (Object.keys(changed).length === 0) yield `stored once more, although the row had it: ${show(changes)} (request ${ask})`;
    if (asks.has(ask)) yield `stored twice: request ${ask}`;
    asks.add(ask);
  }
}

function* nothingInvented(story, history) {
  const { moments, choices } = story;
  const { same } = history.api;
  for (const change of changesOf(mine(history))) {
    const { key, text } = change;
    if (goesAlong(story, history, change)) continue;
    const typed = moments.some((moment) => moment.key === key && same(key, moment.to) === text);
    const chosen = choices.some((choice) => choice.key === key && choice.kept !== "theirs" && shows(choice.words, text));
    if (!typed && !chosen) yield `${key}: stored ${show(text)}, which nobody typed or chose`;
  }
}

function* nothingOverwritten({ moments, choices, bare }, history) {
  for (const { key, text, over, write } of changesOf(mine(history))) {
    if (over.who !== "other" || (bare && !(over.at < write.since))) continue;
    const chosen = choices.some((choice) => choice.key === key && choice.kept !== "theirs" && shows(choice.words, over.text));
    if (!chosen && !knownTo(history.api, moments, key, text, over.text)) yield `${key}: ${show(text)} replaced ${show(over.text)} of another person, which nobody had seen`;
  }
}

/** Whether a text was put in a control after `theirs` had stood there, or beside it. */
function knownTo(api, moments, key, text, theirs, seen = new Set()) {
  const { same } = api;
  return moments.some(({ key: field, from, to, beside = "" }) => {
    if (field !== key || same(key, to) !== text || seen.has(from)) return false;
    return same(key, from) === theirs || (theirs !== "" && shows(beside, theirs)) || knownTo(api, moments, key, same(key, from), theirs, new Set([...seen, from]));
  });
}

const shows = (words, text) => squeezed(words).includes(squeezed(text));
const squeezed = (text) => text.replaceAll(/[\s,]/g, "");

/** Also said by a conflict that follows a save: something else had changed. */
const saysSaved = ({ type, status, banner }) => type === "customer-saved" || (type === "customer-conflict" && [status, banner].some((text) => /^Saved/.test(text)));

function* storedIsSaid(story, history) {
  const { moments, choices, events } = story;
  const { same } = history.api;
  for (const change of changesOf(mine(history))) {
    const { key, text, write } = change;
    if (goesAlong(story, history, change)) continue;
    const wanted = [...moments.filter(({ to }) => same(key, to) === text), ...choices.filter(({ words }) => shows(words, text))];
    const since = Math.min(...wanted.filter((one) => one.key === key).map(({ event }) => event), events.length);
    const told = (event) => saysSaved(event) && (event.type === "customer-conflict" || event.changed.includes(key));
    // Stored, and partly overwritten before anybody could look: a clash is what is left of it.
    const gone = Object.keys(write.changed).filter((key) => othersWriteAfter(history, key, write));
    const asked = ({ conflicts }) => gone.some((key) => conflicts.includes(key));
    // Or it was given up, and another person's stands there now.
    const left = gone.includes(key) && moments.some((moment) => moment.key === key && same(key, moment.from) === text);
    if (!left && !events.slice(since).some((event) => told(event) || asked(event))) yield `${key}: ${show(text)} was stored, and nobody was told`;
  }
}

function othersWriteAfter({ writes }, key, write) {
  return writes.slice(writes.indexOf(write) + 1).some(({ who, changed }) => who === "other" && key in changed);
}

function* saidIsStored({ events }, history) {
  const { keys, same } = history.api;
  for (const event of events.filter(saysSaved)) {
    for (const key of event.changed.filter((key) => keys.includes(key) && !event.dirty.includes(key))) {
      const text = same(key, event.texts[key]);
      if (!history.values[key].some((value) => value.text === text)) yield `${key}: ${show(text)} was said to be saved, and never was stored`;
    }
  }
}

function* shownIsTrue({ before, after }, history) {
  const { keys, same } = history.api;
  for (const key of keys) {
    const values = history.values[key].filter(({ at }) => at < before.stored);
    const since = Math.max(values.findLastIndex(({ who }) => who === "me"), 0);
    const shown = same(key, before.texts[key]);
    if (!before.dirty.includes(key)) {
      // What others wrote last need not have been read yet.
      if (!values.slice(since).some(({ text }) => text === shown)) yield `${key}: shown as saved is ${show(shown)}, stored is ${show(values.at(-1).text)}`;
    } else if (values.at(-1).who === "me" && values.at(-1).text === shown) {
      yield `${key}: ${show(shown)} is stored, and shown as not saved`;
    }
    const read = same(key, after.texts[key]);
    if (!after.dirty.includes(key) && read !== history.now[key]) yield `${key}: loaded again it shows ${show(read)}, stored is ${show(history.now[key])}`;
  }
}

function* typedIsKept({ last, before, after }, history) {
  const { same } = history.api;
  for (const [key, typed] of Object.entries(last)) {
    const text = same(key, typed);
    const at = history.values[key].findLastIndex((value) => value.text === text);
    const later = at < 0 ? [] : history.values[key].slice(at + 1).map((value) => value.text);
    for (const [when, { texts }] of Object.entries({ "at the end": before, "loaded again": after })) {
      const shown = same(key, texts[key]);
      if (shown !== text && !later.includes(shown)) yield `${key}: ${show(text)} was typed, ${when} it shows ${show(shown)}`;
    }
  }
}

const show = (value) => JSON.stringify(value);
