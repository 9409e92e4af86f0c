/**
 * The German of what core answers, and the schema's labels. Formal address; no sharp s anywhere, so that it serves
 * Switzerland as well.
 */
import type { Answers } from "./keys.js";

export const words: Answers<"one" | "other"> = {
  "label.name": "Name",
  "label.category": "Kategorie",
  "label.contact_person.name": "Name der Kontaktperson",
  "label.contact_person.email": "E-Mail der Kontaktperson",
  "label.contact_person.type": "Art des Kontakts",
  "label.address_line_1": "Adresszeile 1",
  "label.address_line_2": "Adresszeile 2",
  "label.city": "Ort",
  "label.state_province": "Bundesland / Region",
  "label.zip_postal_code": "Postleitzahl",
  "label.country": "Land",
  "label.phone": "Telefon",
  "label.mobile": "Mobiltelefon",
  "label.fax": "Fax",
  "label.website": "Website",
  "label.nda_signed": "NDA unterzeichnet",
  "label.nda_signed_date": "NDA unterzeichnet am",
  "label.msa_signed": "MSA unterzeichnet",
  "label.msa_signed_date": "MSA unterzeichnet am",
  "label.general_description": "Allgemeine Beschreibung",
  "label.supplementary_description": "Ergänzende Beschreibung",
  "label.additional_description": "Weitere Beschreibung",
  "label.template.id": "Vorlage",
  "section.identity": "Identität",
  "section.contact": "Kontaktperson",
  "section.address": "Adresse",
  "section.phone": "Telefon und Web",
  "section.agreements": "Vereinbarungen",
  "section.descriptions": "Beschreibungen",
  "section.custom": "Eigene Felder",
  "choice.contact_person.type.account_management": "Kundenbetreuung",
  "choice.contact_person.type.billing": "Rechnungswesen",
  "choice.contact_person.type.executive": "Geschäftsleitung",
  "choice.contact_person.type.sales": "Vertrieb",
  "choice.contact_person.type.support": "Support",
  "choice.contact_person.type.technical": "Technik",
  "field.yes": "Ja",
  "field.no": "Nein",
  "issue.required": "Geben Sie einen Wert für „{label}“ ein.",
  "issue.required@name": "Geben Sie einen Namen ein. Jeder Kunde hat einen.",
  "issue.required@contact_person.name": "Geben Sie den Namen der Kontaktperson ein, oder leeren Sie auch die E-Mail.",
  "issue.required@contact_person.email": "Geben Sie die E-Mail der Kontaktperson ein, oder leeren Sie auch den Namen.",
  "issue.required@company": "Die Firma, für die dieser Aufruf gilt, fehlt.",
  "issue.too_long.one": "Kürzen Sie dies um {count} Zeichen: {actual} statt höchstens {max}.",
  "issue.too_long.other": "Kürzen Sie dies um {count} Zeichen: {actual} statt höchstens {max}.",
  "issue.invalid_email": "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
  "issue.invalid_date": "Geben Sie ein Datum des Kalenders als Jahr-Monat-Tag ein, wie 2026-03-31.",
  "issue.invalid_number": "Geben Sie eine ganze Zahl ein, wie 1200.",
  "issue.invalid_money": "Geben Sie einen Betrag ein, wie {example}.",
  "issue.below_min": "Geben Sie {min} oder mehr ein.",
  "issue.above_max": "Geben Sie {max} oder weniger ein.",
  "issue.too_many_decimals.zero": "Geben Sie eine ganze Zahl ein, ohne Nachkommastellen.",
  "issue.too_many_decimals.one": "Verwenden Sie höchstens {count} Nachkommastelle.",
  "issue.too_many_decimals.other": "Verwenden Sie höchstens {count} Nachkommastellen.",
  "issue.invalid_choice": "Wählen Sie einen der aufgeführten Werte.",
  "issue.invalid_character":
    "Entfernen Sie das Zeichen, das nicht gespeichert werden kann. Oft kommt es mit eingefügtem Text; neu tippen hilft.",
  "issue.unknown_field": "Die gewählte Vorlage hat kein solches Feld.",
  "issue.wrong_type": "Diese Art von Wert passt nicht zu „{label}“.",
  "issue.unresolved":
    "„{value}“ wurde geladen, steht aber nicht in der Liste; darum lässt sich der Datensatz nicht als Ganzes ersetzen. Wählen Sie hier einen Wert, oder speichern Sie nur die geänderten Felder.",
  "issue.unresolved@template":
    "„{value}“ wurde geladen, aber die Vorlage erklärt es nicht; darum lässt sich der Datensatz nicht als Ganzes ersetzen. Speichern Sie nur die geänderten Felder.",
  "issue.server": "Der Server hat diesen Wert nicht angenommen.",
  "error.save.unauthorized":
    "Ihre Anmeldung wurde nicht angenommen; sie ist vielleicht abgelaufen. Alles Eingegebene ist noch da; melden Sie sich neu an und speichern Sie.",
  "error.save.forbidden":
    "Ihr Konto darf diesen Kunden nicht ändern. Alles Eingegebene ist noch da; bitten Sie die Administration um Zugriff.",
  "error.save.not_found":
    "Diesen Kunden gibt es nicht mehr; vielleicht hat ihn jemand gelöscht. Ihre Eingaben sind noch da und können kopiert werden.",
  "error.save.not_allowed":
    "Er nimmt nur den ganzen Datensatz an (PUT). Alles Eingegebene ist noch da; ersetzen Sie den Datensatz, oder lassen Sie es.",
  "error.save.unavailable":
    "Der Server hat Probleme (Status {status}). Alles Eingegebene ist noch da; versuchen Sie es gleich noch einmal.",
};
