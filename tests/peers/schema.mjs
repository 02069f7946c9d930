// Holds values against a JSON Schema with the library Ajv, and prints one line for each: "ok", or what is wrong first.
//
//   node tests/peers/schema.mjs schema.json values.json
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const [, , schema, values] = process.argv;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema)));
for (const value of JSON.parse(readFileSync(values))) {
  const [first] = validate(value) ? [] : validate.errors;
  console.log(first === undefined ? "ok" : `${first.instancePath} ${first.message} ${JSON.stringify(first.params)}`);
}
