"""jsonschema-rs with orjson in a plain loop: prints the number of each invalid line.

    jsonschema_rs_loop.py SCHEMA FILE
"""
import sys

import jsonschema_rs
import orjson


def main(schema, file):
    with open(schema, "rb") as text:
        is_valid = jsonschema_rs.validator_for(orjson.loads(text.read()), validate_formats=True).is_valid
    loads = orjson.loads
    with open(file, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not is_valid(loads(line)):
                print(number)


main(*sys.argv[1:])
