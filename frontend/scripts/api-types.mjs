// Makes src/api/types.ts from openapi.json; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../openapi.json", import.meta.url));
const target = fileURLToPath(new URL("../src/api/types.ts", import.meta.url));

const SCALARS = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };

const schemas = JSON.parse(readFileSync(source, "utf8")).components.schemas;
const text = render(schemas);

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("src/api/types.ts is out of date: npm run api-types");
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}

function render(all) {
  const names = Object.keys(all)
    .filter((name) => !name.endsWith("ValidationError"))
    .toSorted();
  const parts = names.map((name) => declare(typeName(name), all[name]));
  return ["// Made by scripts/api-types.mjs from openapi.json: do not edit.", ...parts].join("\n\n") + "\n";
}

function declare(name, schema) {
  const head = comment(schema.description, "");
  if (schema.type !== "object") return `${head}export type ${name} = ${typeOf(schema)};`;
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const mark = required.has(key) ? "" : "?";
    return `${comment(value.description, "  ")}  ${key}${mark}: ${typeOf(value)};`;
  });
  return `${head}export interface ${name} {\n${fields.join("\n")}\n}`;
}

function typeOf(schema) {
  if (schema.$ref) return typeName(schema.$ref.split("/").at(-1));
  if (schema.anyOf) return unique(schema.anyOf.map(typeOf)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(", ")}]`;
  if (schema.type === "array") return arrayOf(typeOf(schema.items));
  if (schema.type === "object") return `Record<string, ${mapped(schema.additionalProperties)}>`;
  return SCALARS[schema.type] ?? "unknown";
}

function mapped(values) {
  return typeof values === "object" ? typeOf(values) : "unknown";
}

function arrayOf(item) {
  return item.includes("|") ? `(${item})[]` : `${item}[]`;
}

function typeName(name) {
  return name.replace(/[^A-Za-z0-9]/g, "_");
}

function comment(description, indent) {
  return description ? `${indent}/** ${description.replace(/\s+/g, " ").trim()} */\n` : "";
}

function unique(types) {
  return [...new Set(types)];
}
