"""jsonschema-rs behind Bowtie's protocol, on exact numbers.

    rs_harness.py [--assert-formats]
"""
import decimal
import json
import sys

import jsonschema_rs

VALIDATORS = {
    "http://json-schema.org/draft-04/schema#": jsonschema_rs.Draft4Validator,
    "http://json-schema.org/draft-06/schema#": jsonschema_rs.Draft6Validator,
    "http://json-schema.org/draft-07/schema#": jsonschema_rs.Draft7Validator,
    "https://json-schema.org/draft/2019-09/schema": jsonschema_rs.Draft201909Validator,
    "https://json-schema.org/draft/2020-12/schema": jsonschema_rs.Draft202012Validator,
}


def answer(command, validator_class):
    case = command["case"]
    try:
        validator = validator_class(case["schema"], validate_formats="--assert-formats" in sys.argv)
    except BaseException as error:  # a panic of the engine is no Exception
        return {"seq": command["seq"], "errored": True, "context": {"message": f"{type(error).__name__}: {error}"}}
    results = []
    for test in case["tests"]:
        try:
            results.append({"valid": validator.is_valid(test["instance"])})
        except BaseException as error:
            results.append({"errored": True, "context": {"message": f"{type(error).__name__}: {error}"}})
    return {"seq": command["seq"], "results": results}


def main():
    validator_class = None
    for line in sys.stdin:
        command = json.loads(line, parse_float=decimal.Decimal)
        if command["cmd"] == "start":
            found = {"ready": True, "version": 1, "implementation": {"name": "jsonschema-rs", "dialects": list(VALIDATORS)}}
        elif command["cmd"] == "dialect":
            validator_class = VALIDATORS[command["dialect"]]
            found = {"ok": True}
        elif command["cmd"] == "run":
            found = answer(command, validator_class)
        else:
            return
        print(json.dumps(found), flush=True)


main()
