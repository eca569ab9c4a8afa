// ECMA-262's own judge: for each line {"pattern", "strings"} an array of verdicts, or null where it is no pattern.
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { pattern, strings } = JSON.parse(line);
  let answer = null;
  try {
    const expression = new RegExp(pattern, "u");
    answer = strings.map((string) => expression.test(string));
  } catch (error) {}
  process.stdout.write(JSON.stringify(answer) + "\n");
});
