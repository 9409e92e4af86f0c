/** The customers that the gallery shows, as an account answers them. */

/** A customer in the API's read shape; its template's values by name. */
export interface Customer {
  id: number;
  name: string;
  category: { id: number; name: string } | null;
  contact_person: Record<string, string> | null;
  country: string | null;
  template: { id: number; fields: Record<string, string | number | null> } | null;
  [field: string]: unknown;
}

/** A template of custom fields. */
export interface Template {
  id: number;
  name: string;
  is_active: boolean;
  type: string;
  fields: { id: number; name: string; data_type: "date" | "money" | "number" | "text"; is_active: boolean; order: number }[];
}

export const BRIGHTWATER: Customer = {
  id: 48210,
  name: "Brightwater Marine",
  category: { id: 4, name: "Distributor" },
  contact_person: { name: "Ines Okafor", email: "ines.okafor@brightwater.example", type: "billing" },
  address_line_1: "2041 Harbor Way",
  address_line_2: "Suite 300",
  city: "Oakland",
  state_province: "CA",
  zip_postal_code: "94607",
  country: "United States",
  phone: "+1 510 555 0100",
  mobile: "+1 510 555 0177",
  fax: null,
  website: "https://brightwater.example",
  general_description:
    "Regional distributor of deck hardware, safety equipment and coatings. Three branches, one central warehouse in Oakland.",
  supplementary_description:
    "Dock 4 only, weekdays 7:00 to 14:30. Call the gate thirty minutes ahead; pallets above 1.6 m need the side entrance.",
  additional_description:
    "Renewal is decided by the operations lead, not by purchasing. They compare us with two suppliers every autumn and weigh "
    + "response time above price. Keep the quarterly call in place, send the usage summary one week before it, and mention the "
    + "returns project, which saved them 11 days last year.\n\n"
    + "Invoices go to the Oakland office whatever the branch; each branch has a number of its own that has to stand on the order, "
    + "or the goods are refused at the gate. Credit notes are settled at the end of the quarter. The warehouse closes for stocktaking "
    + "in the last week of June and between Christmas and New Year; deliveries of that time go to the branch in Alameda.\n\n"
    + "Since March the coatings come from two suppliers. Ask which one before quoting: their safety sheets differ, and so does "
    + "the class of the transport. Samples are welcome, addressed to the laboratory and not to the buyer. Ask for Ines first; if she "
    + "is away, for Tomás.",
  nda_signed: true,
  nda_signed_date: "2024-03-18",
  msa_signed: false,
  msa_signed_date: null,
  template: {
    id: 3,
    fields: {
      "Credit limit": "45000.00",
      "Open balance": "8310.55",
      "Fleet size": 126,
      "Renewal date": "2026-09-30",
      "Account code": "BW-OAK-07",
      "Discount tier": null,
    },
  },
};

export const ALMARFA: Customer = {
  ...BRIGHTWATER,
  name: "شركة المرفأ البحرية",
  category: { id: 4, name: "موزّع" },
  contact_person: { name: "ليلى الحداد", email: "layla@almarfa.example", type: "billing" },
  address_line_1: "شارع الميناء 2041",
  address_line_2: "الطابق الثالث",
  city: "جدة",
  state_province: "مكة المكرمة",
  zip_postal_code: "21442",
  country: "المملكة العربية السعودية",
  phone: "+966 12 555 0100",
  mobile: "+966 50 555 0177",
  website: "https://almarfa.example",
  general_description: "موزّع إقليمي لمعدات السفن ومستلزمات السلامة والطلاء. ثلاثة فروع ومستودع مركزي واحد في جدة.",
  supplementary_description: "الرصيف الرابع فقط، أيام العمل من السابعة حتى الثانية والنصف. يُرجى الاتصال بالبوابة قبل الوصول بثلاثين دقيقة.",
  additional_description: "قرار التجديد لدى مدير العمليات وليس لدى المشتريات.",
  template: {
    id: 3,
    fields: {
      "حد الائتمان": "45000.00",
      "الرصيد المفتوح": "8310.55",
      "حجم الأسطول": 126,
      "تاريخ التجديد": "2026-09-30",
      "رمز الحساب": "AM-JED-07",
      "شريحة الخصم": null,
    },
  },
};

const TYPES = ["money", "money", "number", "date", "text", "text"] as const;

/** A template with a customer's custom fields, ids from 11, in the order in which they stand. */
export function templateOf({ template }: Customer, name: string): Template {
  const fields = Object.keys(template?.fields ?? {}).map((field, at) => ({
    id: 11 + at, name: field, data_type: TYPES[at % TYPES.length] ?? "text", is_active: true, order: at + 1,
  }));
  return { id: template?.id ?? 0, name, is_active: true, type: "customer", fields };
}

const LEDGER = ["Budget", "Invoiced", "Deliveries", "Reviewed", "Order number", "Contact on site"];
const YEARS = 34;

/** Brightwater with a ledger of two hundred custom fields: six for each year, until two hundred are reached. */
export function longRecord(): Customer {
  const fields: Record<string, string | number | null> = {};
  for (let at = 0; at < 200; at += 1) {
    const year = 1993 + Math.floor(at / LEDGER.length);
    const values = [`${1200 + at * 37}.50`, `${900 + at * 31}.25`, at * 3, `${year}-11-30`, `BW-${year}-${100 + at}`, null];
    fields[`${LEDGER[at % LEDGER.length]} ${year}`] = values[at % values.length] ?? null;
  }
  return { ...BRIGHTWATER, name: `Brightwater Marine, ${YEARS} years`, template: { id: 3, fields } };
}

export const CATEGORIES = [
  { id: 3, name: "Boatyard" }, { id: 4, name: "Distributor" }, { id: 7, name: "Retail" }, { id: 9, name: "Charter" },
];
export const COUNTRIES = [
  { code: "124", name: "Canada" }, { code: "484", name: "Mexico" }, { code: "756", name: "Switzerland" }, { code: "840", name: "United States" },
];
