/**
 * custom-elements.json, schema 2.1: what editors, documentation and linters know of the element.
 *
 * Made by @custom-elements-manifest/analyzer from the class and its comment; a test compares it with the running
 * element. Added here: attributes from the accessors that name theirs, the events' types, and the files as published.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { create, ts } from "@custom-elements-manifest/analyzer/index.js";

const TAG = "customer-edit";
const CLASS = "CustomerEditElement";
const [INDEX, ELEMENT] = ["dist/index.js", "dist/element.js"];

/** @param {string} npm the package's folder @returns {Promise<string>} JSON text */
export async function manifest(npm) {
  const parse = async (name) => {
    const text = await readFile(join(npm, "src", name), "utf8");
    return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  };
  const { modules } = create({ modules: [await parse("customer-edit.ts")] });
  const found = modules[0].declarations.find(({ name }) => name === CLASS);
  const types = eventTypes(await parse("types.ts"));
  const members = found.members.filter(({ privacy, description }) => privacy !== "private" && description !== "Not for hosts.");
  const declaration = {
    ...found,
    customElement: true,
    tagName: TAG,
    superclass: { name: "HTMLElement" },
    members: members.map(withAttribute),
    attributes: members.flatMap(attributesOf),
    events: found.events.map((event) => ({ ...event, type: { text: types.get(event.name) } })),
  };
  return JSON.stringify({
    schemaVersion: "2.1.0",
    readme: "README.md",
    modules: [
      module(ELEMENT, [declaration], [{ kind: "js", name: CLASS, declaration: { name: CLASS } }]),
      module(INDEX, [], [
        { kind: "js", name: CLASS, declaration: { name: CLASS, module: ELEMENT } },
        { kind: "custom-element-definition", name: TAG, declaration: { name: CLASS, module: ELEMENT } },
      ]),
    ],
  }, null, 2);
}

function module(path, declarations, exports) {
  return { kind: "javascript-module", path, declarations, exports };
}

/** Accessors say "Attribute `x`."; every one of them reflects. */
function attributeOf({ kind, static: isStatic, description = "" }) {
  return kind === "field" && !isStatic ? /\bAttribute `([a-z-]+)`\./.exec(description)?.[1] : undefined;
}

function withAttribute(member) {
  const attribute = attributeOf(member);
  return attribute ? { ...member, attribute, reflects: true } : member;
}

function attributesOf(member) {
  const name = attributeOf(member);
  return name ? [{ name, fieldName: member.name, type: member.type, description: member.description }] : [];
}

/** Event names with their types, as `CustomerEditEvents` writes them. */
function eventTypes(source) {
  const events = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === "CustomerEditEvents");
  return new Map(events.members.map(({ name, type }) => [name.text, type.getText(source)]));
}
