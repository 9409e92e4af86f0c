/** A small account of form-v1, in the page: one customer, its lists, other customers to be found. */
import { type Call, type Fault, json } from "./account.js";

/** A customer in form-v1's read shape. */
const PETIT = {
  id: 1, reference: "C-001", reference2: "BP", name: "Boulangerie Petit", barcode: "4006381333931", isActive: true,
  customerCategory: { id: 1, reference: "RET", name: "Retail" }, customerSegmentation: { id: 1, name: "Gold" },
  region: { id: 13, name: "Île-de-France" }, createdBy: { userId: 5 }, comment: "Deliver before six.\nRing twice.",
  isSubCustomer: false, parentCustomer: null, billWithParent: false,
  billingAddress: "12, rue des Martyrs", billingPostalCode: "75009", billingCity: "Paris", billingCountry: "FR",
  billingLat: 48.8793, billingLng: 2.3401, isSameAddress: true, address: "12, rue des Martyrs", postalCode: "75009",
  city: "Paris", country: "FR", latitude: 48.8793, longitude: 2.3401, email: "bonjour@petit.example",
  website: "https://petit.example", phone: "+33 1 55 01 01 10", mobile: "+33 6 55 01 01 11", fax: null,
  currency: "EUR", creditLimit: 1500.5, dueDateConfigType: "daysAfterInvoiceDate", dueDateConfigNumber: 30,
  paymentTypes: [{ id: 7, name: "Cash" }, { id: 8, name: "Card" }], taxNumber: "FR40303265045",
  companyRegistrationNumber: "303 265 045", customerRisk: "low", customerRiskColor: "#2E7D32", onHold: false,
  onHoldReason: null, logo: null, lastUpdated: "2026-11-20T08:00:00Z",
};

const LISTS: Record<string, string[]> = {
  paymentTypes: ["Cash", "Card", "Bank transfer", "Cheque"],
  customerCategories: ["Retail", "Wholesale", "Public sector"],
  customerSegmentations: ["Gold", "Silver"],
  regions: ["Île-de-France", "Hauts-de-France"],
  customers: ["Groupe Lumière", "Lumière Nord", "Lumière Sud", "Lumière Est", "Hôtel du Port"],
};
/** The first id of a list, where it is not 1. */
const FIRST: Record<string, number> = { paymentTypes: 7, customers: 2, regions: 13 };

/** Answers for the second API in the account's place. */
export const second: Fault = ({ path, method, query }: Call) => {
  const [, , , list = "", id] = path.split("/");
  if (list === "customers" && id) return json(200, method === "GET" ? PETIT : { ...PETIT, lastUpdated: "2026-11-22T08:00:00Z" });
  const name = (query.get("name") ?? "").replaceAll("*", "").toLowerCase();
  const items = (LISTS[list] ?? []).map((item, at) => ({ id: (FIRST[list] ?? 1) + at, name: item }));
  const data = items.filter((item) => item.name.toLowerCase().includes(name));
  return json(200, { paging: { total: data.length, max: 20, offset: 0, previous: null, next: null }, data });
};

/** A picture as a camera would not make it: drawn here, so that the page needs no file. */
export async function drawn(): Promise<Blob> {
  const canvas = new OffscreenCanvas(240, 160);
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = "#7a4a21";
    pen.fillRect(0, 0, 240, 160);
    pen.fillStyle = "#f6e3c5";
    pen.beginPath();
    pen.ellipse(120, 80, 86, 44, 0, 0, 2 * Math.PI);
    pen.fill();
  }
  return canvas.convertToBlob({ type: "image/png" });
}
