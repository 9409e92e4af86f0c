import { useMemo, useState } from "react";
import type { Customer } from "./api.js";
import { grade, health, readOf } from "./health.js";

interface Props {
  customers: readonly Customer[];
  current: string;
  /** Just saved: its row says so. */
  saved: string;
  note: string;
}

/** The accounts on the left, searchable, each a link. */
export function CustomerList({ customers, current, saved, note }: Props) {
  const [query, setQuery] = useState("");
  const shown = useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase();
    return customers.filter(({ name, city }) => `${name} ${city ?? ""}`.toLocaleLowerCase().includes(wanted));
  }, [customers, query]);
  return (
    <nav className="list" aria-label="Accounts">
      <label className="list__search">
        <span>Accounts</span>
        <input type="search" placeholder="Name or city" value={query} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <ul>
        {shown.map((customer) => <Row key={customer.id} customer={customer} current={current} saved={saved} />)}
      </ul>
      <p className="list__note" role="status">{note || (shown.length === 0 ? "No account of this name." : "")}</p>
    </nav>
  );
}

function Row({ customer, current, saved }: { customer: Customer; current: string; saved: string }) {
  const { score } = health(readOf(customer));
  const id = String(customer.id);
  const place = [customer.city, customer.country].filter(Boolean).join(", ");
  return (
    <li>
      <a className="row" href={`#${id}`} aria-current={id === current ? "true" : undefined}>
        <bdi className="row__name">{customer.name}</bdi>
        <bdi className="row__place">{id === saved ? "Saved just now" : place || "No address"}</bdi>
        <span className={`score score--${grade(score)}`} title={`Health ${score} of 100`}>{score}</span>
      </a>
    </li>
  );
}
