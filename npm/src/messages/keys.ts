/** Which keys a language has to have, as types: a missing one and one too many do not compile. */
import type { answers } from "./answers.en.js";
import type { words } from "./en.js";

/** Fields of the schemas, whose labels are core's in English and each language's own otherwise. */
type FixedField = JsonV2Field | FormV1Field;
type JsonV2Field =
  | "name" | "category" | "contact_person.name" | "contact_person.email" | "contact_person.type"
  | "address_line_1" | "address_line_2" | "city" | "state_province" | "zip_postal_code" | "country"
  | "phone" | "mobile" | "fax" | "website" | "nda_signed" | "nda_signed_date" | "msa_signed" | "msa_signed_date"
  | "general_description" | "supplementary_description" | "additional_description" | "template.id";
/** Those that json-v2 has not by the same name. */
type FormV1Field =
  | "reference" | "reference2" | "barcode" | "isActive" | "categoryId" | "customerSegmentationId" | "regionId" | "userId" | "comment"
  | "isSubCustomer" | "parentCustomer" | "billWithParent"
  | "billingAddress" | "billingPostalCode" | "billingCity" | "billingCountry" | "billingLat" | "billingLng"
  | "isSameAddress" | "address" | "postalCode" | "latitude" | "longitude" | "email"
  | "currency" | "creditLimit" | "dueDateConfigType" | "dueDateConfigNumber" | "paymentTypes"
  | "taxNumber" | "companyRegistrationNumber" | "customerRisk" | "customerRiskColor" | "onHold" | "onHoldReason" | "imageFile";

/** Sections of form-v1: in English, too, core's. */
type FormV1Section = "hierarchy" | "billing" | "shipping" | "terms" | "registration" | "risk" | "picture";

/** The stem of a sentence that depends on a number. */
type Stem<Key> = Key extends `${infer Base}.other` ? Base : never;

/** English keys with other plural forms. `key.zero`, where English has one, is for exactly 0 and no form. */
type Inflected<Key extends string, Form extends string> =
  | Exclude<Key, `${Stem<Key>}.${"one" | "other"}`>
  | `${Stem<Key>}.${Form}`;

/** Categories of `Intl.PluralRules`. */
type Forms = "zero" | "one" | "two" | "few" | "many" | "other";

/**
 * What `answers.<language>.ts` exports.
 *
 * @typeParam Form the plural forms of the language
 */
export type Answers<Form extends Forms> = Readonly<
  Record<`label.${FixedField}` | `section.${FormV1Section}` | Inflected<keyof typeof answers, Form>, string>
>;

/** What `<language>.ts` exports: the widget's sentences besides those, and what it says in its own way. */
export type Words<Form extends Forms> = Readonly<Record<Inflected<keyof typeof words, Form>, string>>;
