/**
 * Servers with a page that is open already, which the tests of a file take in turn: starting both costs more than most
 * tests do. What they share is put back: faults, routes, the log, and the columns of customer 1 that tests edit.
 */
import { after } from "node:test";
import { clearFaults, forgetLog, otherEdits } from "./admin.mjs";
import { openPage, storedRow } from "./form.mjs";
import { startServer } from "./server.mjs";

const free = [];
const closing = [];
after(() => Promise.all(closing.map((close) => close())));

/** @returns {Promise<Awaited<ReturnType<typeof openPage>> & { server: { url: string } }>} until the test ends */
export async function takeStation(t) {
  const station = free.pop() ?? (await newStation());
  t.after(async () => {
    await putBack(station);
    free.push(station);
  });
  return station;
}

async function newStation() {
  const server = await startServer();
  const life = { after: (close) => closing.push(close) };
  const opened = await openPage(life, server);
  life.after(() => server.kill());
  return { ...opened, server, row: await storedRow(server.url, 1) };
}

async function putBack({ server: { url }, page, requests, errors, row }) {
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate(() => document.querySelector("main").replaceChildren());
  await clearFaults(url);
  const fields = [{ id: 11, value: row["template.fields.11"] }, { id: 12, value: Number(row["template.fields.12"]) }];
  await otherEdits(url, 1, { city: row.city, phone: row.phone, template: { id: 3, fields } });
  await forgetLog(url);
  requests.length = 0;
  errors.length = 0;
}
