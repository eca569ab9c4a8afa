// ajv (Debian's node-ajv, version 6) in a loop over the lines: prints the number of each invalid line.
//
//   node ajv_loop.js SCHEMA FILE
//
// Version 6 knows no draft after 7. The invoices' schema has no keyword that came later, so it is checked as draft 7.
const fs = require("fs");
const Ajv = require("ajv");

const [schemaPath, filePath] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaPath, "utf8"));
delete schema.$schema;
const isValid = new Ajv({ format: "full", unknownFormats: [] }).compile(schema);

// Lines are cut from blocks by hand: the readline module takes longer than the validation.
const file = fs.openSync(filePath, "r");
const block = Buffer.alloc(1 << 20);
let rest = Buffer.alloc(0);
let number = 0;
const failed = [];
for (;;) {
  const got = fs.readSync(file, block, 0, block.length, null);
  if (got === 0) break;
  const text = Buffer.concat([rest, block.subarray(0, got)]);
  let start = 0;
  for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
    number += 1;
    if (!isValid(JSON.parse(text.toString("utf8", start, end)))) failed.push(number);
    start = end + 1;
  }
  rest = text.subarray(start);
}
process.stdout.write(failed.map((line) => `${line}\n`).join(""));
