/** What somebody may ask of the API through us: what the form needs, of their own company. Everything else is nobody's. */

/** Whom a user belongs to, your own data say. */
const COMPANIES = new Map([["demo-user", "1"]]);

const CUSTOMER = /^\/api\/v2\/customer\/(\d+)$/;
const READS = [/^\/api\/v2\/customer\/\d+\/$/, /^\/api\/v2\/custom-(field|form)-template\/(\d+\/)?$/, /^\/api\/v2\/category\/$/];
/** The same for everybody. */
const COUNTRIES = "/api/v2/country/";

/** Whether a user may read this. */
export function canRead(user, { pathname, searchParams }) {
  if (pathname === COUNTRIES) return true;
  // Named twice, the API might take the other one.
  const companies = searchParams.getAll("company");
  return READS.some((path) => path.test(pathname)) && companies.length === 1 && companies[0] === COMPANIES.get(user);
}

/**
 * Whether a user may write this customer of this company (a number, from the body; check.js asks the API whether the customer
 * is one of its). Who may do so in yours, you know.
 */
export const canWrite = (user, company, _id) => String(company) === COMPANIES.get(user);

/** The customer that an address writes, and nothing else: the company stands in the body. */
export const customerOf = ({ pathname, search }) => (search === "" ? CUSTOMER.exec(pathname)?.[1] : undefined);
