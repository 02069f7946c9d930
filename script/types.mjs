// TypeScript types from a JSON Schema that was made from Rust types: only what those need of a schema is known here.

/** The types of a schema and of its definitions, each with what the schema says of it. */
export function types(schema) {
  const { $schema, $defs, title, ...root } = schema;
  const all = { [title]: root, ...$defs };
  return Object.entries(all).map(([name, value]) => `${comment(value)}export type ${typeName(name)} = ${type(value)};\n`).join("\n");
}

function type(schema, indent = "") {
  if (schema === true) return "unknown";
  const { description, type: kinds, $ref, properties, required = [], items, prefixItems, oneOf, anyOf, ...rest } = schema;
  const { const: constant, enum: values, additionalProperties, minItems, maxItems, format, minimum, ...unknown } = rest;
  if (Object.keys(unknown).length > 0) throw new Error(`types of ${Object.keys(unknown)} are not known: ${JSON.stringify(schema)}`);
  const parts = [];
  if ($ref) parts.push(typeName($ref.slice("#/$defs/".length)));
  if (constant !== undefined) parts.push(JSON.stringify(constant));
  else if (values) parts.push(values.map((value) => JSON.stringify(value)).join(" | "));
  else if (oneOf || anyOf) parts.push(either((oneOf ?? anyOf).map((one) => type(one, indent))));
  else if (properties) parts.push(members(properties, required, indent));
  else if (prefixItems) parts.push(`[${prefixItems.map((item) => type(item, indent)).join(", ")}]`);
  else if (kinds && !$ref) parts.push(either([kinds].flat().map((kind) => plain(kind, schema, indent))));
  return parts.join(" & ");
}

function plain(kind, { items, additionalProperties }, indent) {
  switch (kind) {
    case "array": {
      const item = type(items, indent);
      return /[|&]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case "object": return `Record<string, ${type(additionalProperties ?? true, indent)}>`;
    case "integer": return "number";
    default: return kind;
  }
}

function members(properties, required, indent) {
  const inner = `${indent}  `;
  const member = ([name, value]) =>
    `${comment(value, inner)}${inner}${name}${required.includes(name) ? "" : "?"}: ${type(value, inner)};\n`;
  return `{\n${Object.entries(properties).map(member).join("")}${indent}}`;
}

const either = (types) => (types.length > 1 && types.some((one) => one.includes(" & ")) ? types.map((one) => `(${one})`) : types).join(" | ");
const comment = ({ description }, indent = "") => (description ? `${indent}/** ${description.replace(/\s*\n\s*/g, " ")} */\n` : "");
/** `Section_for_String` is `SectionForString`. */
const typeName = (name) => name.replace(/(^|_)(\w)/g, (_, _before, letter) => letter.toUpperCase());
