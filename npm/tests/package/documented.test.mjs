/** Every public name has a sentence; what a host calls or sets has an example. Read from the declarations as published. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ts } from "@custom-elements-manifest/analyzer/index.js";

const dist = new URL("../../dist/", import.meta.url);
/** Where public names are declared; the entries hand them on. */
const FILES = ["types", "customer-edit", "define", "errors", "headless", "internal/loader", "internal/react-events", "internal/react-props", "react"];
/** Whose members are used one by one. */
const BY_MEMBER = new Set(["CustomerEditElement", "Editor"]);
const CALLBACKS = /^(connected|disconnected|attributeChanged|formReset|formDisabled)Callback$|^(formAssociated|observedAttributes)$/;

const isExported = (node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const isHidden = (member) => ts.isConstructorDeclaration(member) || (member.name && ts.isPrivateIdentifier(member.name)) || CALLBACKS.test(member.name?.getText() ?? "");

function lacks(name, node, { example }) {
  // Of a getter and a setter one is enough, and TypeScript puts it on the getter.
  if (ts.isSetAccessor(node)) return [];
  const docs = ts.getJSDocCommentsAndTags(node);
  const said = docs.some((doc) => /\w+ \w+/.test(ts.getTextOfJSDocComment(doc.comment) ?? ""));
  const shown = ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "example");
  return [...(said ? [] : [`${name}: no sentence`]), ...(example && !shown ? [`${name}: no example`] : [])];
}

test("public names are documented, with an example where one is used", async () => {
  const missing = [];
  let names = 0;
  for (const file of FILES) {
    const source = ts.createSourceFile(`${file}.d.ts`, await readFile(new URL(`${file}.d.ts`, dist), "utf8"), ts.ScriptTarget.ES2022, true);
    for (const node of source.statements.filter(isExported)) {
      // A variable's comment belongs to its statement.
      const name = (node.name ?? node.declarationList?.declarations[0].name).getText();
      names += 1;
      missing.push(...lacks(name, node, { example: true }));
      for (const member of node.members ?? []) {
        if (isHidden(member) || ts.isIndexSignatureDeclaration(member)) continue;
        names += 1;
        missing.push(...lacks(`${name}.${member.name.getText()}`, member, { example: BY_MEMBER.has(name) }));
      }
    }
  }
  assert.deepEqual(missing, []);
  assert.ok(names > 120, `${names} names`);
});
