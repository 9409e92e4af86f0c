import { useCallback, useEffect, useRef, useState } from "react";
import type { CustomerEditElement, CustomerEditEvents } from "customer-edit";
import { CustomerEdit } from "customer-edit/react";
import { COMPANY, customer, customers, getToken, type Customer } from "./api.js";
import { CustomerList } from "./CustomerList.js";
import { HealthCard } from "./HealthCard.js";
import { health, readOf, SIGNALS } from "./health.js";

const idFromHash = () => location.hash.slice(1);

/** The list on the left, the form on the right, the health of what is in the form beside it. */
export function App() {
  const form = useRef<CustomerEditElement>(null);
  const [rows, setRows] = useState<readonly Customer[]>([]);
  const [note, setNote] = useState("Loading…");
  const [id, setId] = useState(idFromHash);
  const [saved, setSaved] = useState("");
  /** What the form shows, typed or loaded, of the fields that health is made of; null until it shows something. */
  const [shown, setShown] = useState<Record<string, string> | null>(null);

  useEffect(() => {
    let stop = false;
    void (async () => {
      try {
        for await (const page of customers()) {
          if (stop) return;
          setRows((rows) => [...rows, ...page]);
          setId((id) => id || String(page[0]?.id ?? ""));
        }
        setNote("");
      } catch (error) {
        setNote(error instanceof Error ? error.message : String(error));
      }
    })();
    return () => {
      stop = true;
      setRows([]);
    };
  }, []);

  useEffect(() => {
    const follow = () => {
      setId(idFromHash());
      setShown(null);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  const look = useCallback(() => {
    const editor = form.current?.editor;
    if (editor) setShown(Object.fromEntries(SIGNALS.map(({ key }) => [key, editor.get(key)])));
  }, []);

  /** The row follows at once, by what the form knows; then by what the server says. */
  const onSaved = useCallback(({ detail }: CustomerEditEvents["customer-saved"]) => {
    const change = (patch: Partial<Customer>) =>
      setRows((rows) => rows.map((row) => (String(row.id) === detail.id ? { ...row, ...patch } : row)));
    const editor = form.current?.editor;
    const known = detail.changed.filter((key) => key === "name" || key === "city");
    if (editor) change(Object.fromEntries(known.map((key) => [key, editor.get(key)])));
    setSaved(detail.id);
    look();
    // A list that lags behind is no reason to disturb anybody: the save itself is done.
    customer(detail.id).then(change, () => {});
  }, [look]);

  const row = rows.find((row) => String(row.id) === id);
  const stored = row && health(readOf(row));
  const now = shown ? health((key) => shown[key] ?? "") : stored;
  return (
    <div className="page">
      <header className="top"><h1>Accounts</h1><p>Everything that we know of our customers, and how well.</p></header>
      <CustomerList customers={rows} current={id} saved={saved} note={note} />
      <main>
        {id && (
          <CustomerEdit
            ref={form} api="json-v2" baseUrl="" customerId={id} company={COMPANY} draftKey="dashboard" getToken={getToken}
            onCustomerReady={look} onCustomerChange={look} onCustomerCancel={look} onCustomerConflict={look} onCustomerSaved={onSaved}
          />
        )}
      </main>
      {now && stored && (
        <HealthCard stored={stored.score} score={now.score} missing={now.missing} onFix={(key) => form.current?.focusField(key)} />
      )}
    </div>
  );
}
