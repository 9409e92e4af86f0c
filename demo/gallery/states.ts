/** Every state of the form: what account it talks to, and what a person did to bring it there. */
import { type Account, cut, type Fault, json, refused, signInPage, silence, throttled } from "./account.js";
import type { Person } from "./person.js";
import { drawn, second } from "./second.js";
import { ALMARFA, type Customer, longRecord } from "./record.js";

export interface State {
  title: string;
  /** What to look at. */
  says: string;
  /** Inside the form's shadow root: there once the state is reached. */
  reached: string;
  customer?: Customer;
  template?: string;
  fault?: Fault;
  /** Of the element. */
  attributes?: Record<string, string>;
  /** Of the box around it. */
  stage?: { width?: "narrow" | "wide"; scheme?: "dark"; dir?: "rtl"; lang?: string };
  act?: (person: Person) => Promise<void>;
}

const READY = '[name="city"]';
const BANNER = '[part~="banner"]';
const SECOND = { api: "form-v1", "customer-id": "1" };
const edits = (person: Person): Promise<void> => person.edits();
const saves = async (person: Person): Promise<void> => {
  await person.edits();
  await person.saves();
};

/** Answers every write so. */
const onWrite = (answer: Fault): Fault => (call, account) => (call.method === "GET" ? undefined : answer(call, account));
/** Answers every read of the customer so. */
const onLoad = (answer: () => Response | Promise<Response>): Fault => ({ method, forCustomer }) =>
  method === "GET" && forCustomer ? answer() : undefined;
/** Answers the first write so, and lets the others pass. */
function once(answer: Fault): Fault {
  let over = false;
  return onWrite((call, account) => {
    if (over) return undefined;
    over = true;
    return answer(call, account);
  });
}

/** Somebody else saves five fields, three of which are also edited here. */
const rival = (): Fault => once((_, account: Account) => {
  account.edit({ name: "Brightwater Marine Group", phone: "+1 510 555 0190", city: "Alameda", zip_postal_code: "94501" });
  account.editCustom({ "Credit limit": "40000.00" });
  return undefined;
});
/** Something on the server changes two fields that the save did not name. */
const trigger = (): Fault => once((_, account) => {
  account.edit({ mobile: "+1 510 555 0199", state_province: "California" }, { unseen: true });
  return undefined;
});

const conflicted = async (person: Person): Promise<void> => {
  await saves(person);
  await person.sees(".ce-conf");
};

export const STATES: Readonly<Record<string, State>> = {
  "default": { title: "Default", reached: READY, says: "Nothing changed. Save is there, and quiet." },
  "dirty": {
    title: "Dirty", reached: ".ce-was", act: edits,
    says: "Each changed field has a rule in the gutter, and its old value beside its label: the way back.",
  },
  "invalid": {
    title: "Invalid", reached: '[part~="summary"]',
    says: "A save that the rules stop. The summary takes the keyboard and leads to each field.",
    act: async (person) => {
      await person.types("name", "");
      await person.types("contact_person.email", "ines.okafor@brightwater");
      await person.types("zip_postal_code", "94607-1234-5678-90123");
      await person.types("template.fields.11", "52,500.505");
      await person.saves();
    },
  },
  "refused": {
    title: "Refused by the server", reached: '[part~="error"]', act: saves,
    says: "What only the server can know stands at its field, with its name on it.",
    fault: onWrite(() => json(400, { name: ["A customer with this name exists already."] })),
  },
  "saving": {
    title: "Saving", reached: '[part~="progress"]', act: saves, fault: onWrite(silence),
    says: "A line moves on the edge of the bar. The fields can be read and not changed.",
  },
  "saved": {
    title: "Saved", reached: '.ce-status[data-kind="clean"]',
    says: "The status line says how much.",
    act: async (person) => {
      const saved = new Promise((resolve) => person.form.addEventListener("customer-saved", resolve, { once: true }));
      await saves(person);
      await saved;
    },
  },
  "review": {
    title: "Review of a PATCH", reached: '[part~="review"]', attributes: { review: "" },
    says: "Before and after, once more before it leaves, and what goes along because a rule wants it.",
    act: (person) => person.types("contact_person.email", "ines@brightwater.example").then(() => saves(person)),
  },
  "review-put": {
    title: "Review of a PUT that empties", reached: '[part~="review"]', attributes: { method: "PUT" },
    says: "Names every field that the server would lose, and wants a yes.",
    act: async (person) => {
      await person.types("address_line_2", "");
      await person.types("supplementary_description", "");
      await saves(person);
    },
  },
  "conflict": {
    title: "Conflict", reached: ".ce-conf", act: saves, fault: rival(),
    says: "Somebody else saved five fields. Two were not touched here and follow; three ask.",
  },
  "conflict-chosen": {
    title: "Conflict, chosen", reached: '[data-act="resolve"]:not([aria-disabled])', fault: rival(),
    says: "The button says what will come of it.",
    act: async (person) => {
      await conflicted(person);
      await person.presses('[data-act="all-mine"]');
      await person.presses('[data-field="phone"][value="theirs"]');
    },
  },
  "conflict-back": {
    title: "Conflict, back in the form", reached: '[data-act="choose"]', fault: rival(),
    says: "Nothing is sent before each field is chosen, typed anew or reverted.",
    act: async (person) => {
      await conflicted(person);
      await person.presses('[data-act="back"]');
    },
  },
  "throttled": {
    title: "Throttled", reached: '[data-act="stop"]', act: saves, fault: onWrite(() => throttled(48)),
    says: "Too many requests. The save goes by itself; meanwhile everything can be edited.",
  },
  "stopped": {
    title: "Waiting stopped", reached: '.ce-banner[data-kind="danger"]', fault: onWrite(() => throttled(48)),
    says: "The person did not want to wait.",
    act: async (person) => {
      await saves(person);
      await person.presses('[data-act="stop"]');
    },
  },
  "in-doubt": {
    title: "In doubt", reached: `${BANNER} [data-act="save"]`, act: saves,
    says: "No answer to the save, and none to the question what became of it. It is asked until it is known.",
    fault: (() => {
      let lost = false;
      return ({ method, forCustomer }) => {
        lost ||= method !== "GET";
        return lost && forCustomer ? cut() : undefined;
      };
    })(),
  },
  "not-stored": {
    title: "Not stored", reached: BANNER, act: saves,
    says: "Sent twice, looked up twice: it is known that nothing was changed.",
    fault: onWrite(() => refused(500, "Internal server error.")),
  },
  "not-allowed": {
    title: "PATCH not allowed", reached: '[data-act="replace"]', act: saves,
    says: "This server changes whole records only: that is offered, after a review.",
    fault: ({ method }) => (method === "PATCH" ? refused(405, 'Method "PATCH" not allowed.') : undefined),
  },
  "discarded": {
    title: "Discarded", reached: `${BANNER} [data-act="undo"]`,
    says: "There is a way back until something else happens.",
    act: async (person) => {
      await person.edits();
      await person.presses('[data-act="discard"]');
    },
  },
  "told": {
    title: "Saved, and something else changed", reached: '[data-act="choose"]', act: saves, fault: trigger(),
    says: "Fields that nobody touched here came back changed.",
  },
  "told-panel": {
    title: "What else changed", reached: ".ce-conf", fault: trigger(),
    says: "Now and before, side by side; what was lost can be sent again.",
    act: async (person) => {
      await saves(person);
      await person.presses('[data-act="choose"]');
    },
  },
  "draft": {
    title: "Draft taken up", reached: BANNER, attributes: { "draft-key": "gallery" },
    says: "Typed, not saved, left; and back again.",
    act: async (person) => {
      await person.edits();
      await person.returns();
    },
  },
  "load-network": {
    title: "Not loaded: no connection", reached: ".ce-blank", fault: onLoad(cut),
    says: "After three more tries. What happened, what was not lost, one way forward.",
  },
  "load-404": {
    title: "Not loaded: no such customer", reached: ".ce-blank",
    says: "Names the number that was asked for.",
    fault: onLoad(() => refused(404, "Not found.")),
  },
  "load-401": {
    title: "Not loaded: not signed in", reached: ".ce-blank",
    says: "After the token was asked for once more.",
    fault: onLoad(() => refused(401, "Invalid token.")),
  },
  "load-html": {
    title: "Not loaded: a web page came back", reached: ".ce-blank", fault: onLoad(signInPage),
    says: "A sign-in page or a wrong address, told from a broken answer.",
  },
  "load-held": {
    title: "Load held", reached: '.ce-blank [data-act="stop"]', fault: onLoad(() => throttled(40)),
    says: "Too many requests before anything was loaded. It is asked again by itself.",
  },
  "template-missing": {
    title: "Template missing", reached: BANNER,
    says: "The customer is there; the names of its custom fields are not.",
    fault: ({ path }) => (path.includes("-template/") ? refused(404, "Not found.") : undefined),
  },
  "loading": {
    title: "Loading", reached: ".ce-bone", fault: onLoad(silence),
    says: "A skeleton in the shape of the form.",
  },
  "read-only": {
    title: "Read-only", reached: ".ce-value", attributes: { readonly: "" },
    says: "Text, without boxes and without a bar.",
  },
  "narrow": {
    title: "Narrow", reached: ".ce-was", act: edits, stage: { width: "narrow" },
    says: "320 pixels: one column, and Save as wide as the bar.",
  },
  "wide": {
    title: "Wide", reached: ".ce-was", act: edits, stage: { width: "wide" },
    says: "As wide as the page allows.",
  },
  "compact": {
    title: "Compact", reached: ".ce-was", act: edits, attributes: { density: "compact" },
    says: "Closer together; pointer targets keep their 24 pixels.",
  },
  "dark": {
    title: "Dark", reached: ".ce-was", act: edits, attributes: { theme: "dark" }, stage: { scheme: "dark" },
    says: "By its own attribute, whatever the page does.",
  },
  "rtl": {
    title: "Right to left", reached: ".ce-was", customer: ALMARFA, template: "عميل رئيسي", stage: { dir: "rtl", lang: "ar-SA" },
    says: "Everything mirrored; numbers, addresses and telephones in their own direction.",
    act: async (person) => {
      await person.types("name", "شركة المرفأ للتوريدات البحرية");
      await person.types("phone", "+966 12 555 0142");
      await person.types("template.fields.11", "٥٢٥٠٠");
    },
  },
  "options": {
    title: "A list that is open", reached: '[role="combobox"]',
    says: "What is typed filters. Arrows, Home, End and Page keys move, Enter takes, Escape leaves; the number of choices is told.",
    act: (person) => person.searches("country", "united"),
  },
  "form-v1": {
    title: "The second API", reached: '[name="imageFile"]', attributes: SECOND, fault: second,
    says: "Form parameters by POST. What another field makes meaningless is out of sight.",
  },
  "form-v1-edited": {
    title: "The second API, edited", reached: '[data-act="revert"][part="button"]', attributes: SECOND, fault: second,
    says: "A shipping address of its own, one more way to pay, another colour, a picture that was chosen.",
    act: async (person) => {
      await person.presses('[name="isSameAddress"]');
      await person.types("customerRiskColor", "#C62828");
      await person.presses('[name="paymentTypes"][value="9"]');
      await person.brings("imageFile", "bread.png", await drawn());
    },
  },
  "form-v1-invalid": {
    title: "The second API, refused here", reached: '[part~="summary"]', attributes: SECOND, fault: second,
    says: "A drawing that calls itself a .png, a parent that is missing, days that are demanded.",
    act: async (person) => {
      await person.presses('[name="isSubCustomer"]');
      await person.types("dueDateConfigNumber", "");
      await person.types("currency", "doubloons");
      await person.brings("imageFile", "logo.png", new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"]));
      await person.saves();
    },
  },
  "form-v1-search": {
    title: "The second API, a parent searched for", reached: '[role="combobox"]', attributes: SECOND, fault: second,
    says: "Asked for as one types, a page at a time.",
    act: async (person) => {
      await person.presses('[name="isSubCustomer"]');
      await person.searches("parentCustomer", "lum");
    },
  },
  "long": {
    title: "A long form", reached: '[name="template.fields.210"]', customer: longRecord(), template: "Ledger",
    says: "Two hundred custom fields. Those out of sight are not laid out.",
    act: (person) => person.types("template.fields.12", "1,000"),
  },
};
