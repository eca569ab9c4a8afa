"""Disagreements that were looked into and where the other validator is wrong, or the specification leaves it open."""
from texts import Number


def numbers(value):
    """The texts of all numbers in a value."""
    if isinstance(value, Number):
        return [value.text]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in numbers(part)]


def keywords(schema):
    """All member names of a schema, at any depth."""
    if isinstance(schema, dict):
        return set(schema).union(*map(keywords, schema.values()))
    return set().union(*map(keywords, schema)) if isinstance(schema, list) else set()


def reason(draft, schema, instance, verdicts, other):
    """Why a small case is known; None where it isn't."""
    words, texts = keywords(schema), numbers(schema) + numbers(instance)
    if draft == "4" and "integer" in str(schema) and any(set(text) & set(".eE") for text in texts):
        return "in draft 4 an integer is a number written without fraction and exponent (zeroTerminatedFloats.json)"
    if words & {"contentEncoding", "contentMediaType"} and other == "jsonschema-rs" and draft in ("6", "7"):
        return "content keywords are annotations in sluice; draft 6 has none, draft 7 leaves it open"
    if draft == "2019-09" and {"contains", "unevaluatedItems"} <= words and other == "jsonschema-rs":
        return "contains makes no item evaluated before draft 2020-12 (2019-09, 9.3.1.3)"
    if "1e-400" in texts and other == "jsonschema-rs":
        return "1e-400 is above zero"
    if other == "Blaze" and "unevaluatedProperties" in words and "if" in words and not words & {"then", "else"}:
        return "Blaze overlooks what stands beside unevaluatedProperties with a lone if"
    if other == "Blaze" and words & {"pattern", "patternProperties"} and "\\n" in repr(instance):
        return "Blaze's dot matches a line feed; in ECMA-262 it does not"
    if "ignores every sibling" in str(verdicts[other]):
        return "a $ref at the root of an old draft is refused, its siblings being ignored"
    return None
