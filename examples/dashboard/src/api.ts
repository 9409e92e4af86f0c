/** The two reads of the dashboard itself; everything about editing is the element's. */

/** A customer in the API's read shape, as far as the list shows it. */
export interface Customer {
  id: number;
  name: string;
  city?: string | null;
  country?: string | null;
  [member: string]: unknown;
}

interface Page {
  next: string | null;
  results: Customer[];
}

export const COMPANY = 1;

/** A token for one request. Yours comes from your session; `demo-token` is the reference server's. */
export async function getToken(): Promise<string> {
  return "demo-token";
}

async function read<T>(path: string): Promise<T> {
  const reply = await fetch(path, { headers: { Authorization: `Bearer ${await getToken()}` } });
  if (!reply.ok) throw new Error(`The server answered ${reply.status}.`);
  return reply.json() as Promise<T>;
}

/** Every customer, page by page, each page as it comes. */
export async function* customers(): AsyncGenerator<Customer[]> {
  let path: string | null = `/api/v2/customer/?company=${COMPANY}&page_size=100`;
  while (path) {
    const page: Page = await read<Page>(path);
    yield page.results;
    const next: URL | null = page.next ? new URL(page.next, location.href) : null;
    path = next && next.pathname + next.search;
  }
}

/** One customer as the server has it now. */
export const customer = (id: string) => read<Customer>(`/api/v2/customer/${id}/?company=${COMPANY}`);
