"""JSON whose numbers keep their text, so that 1.0, 1e2 and thirty digits reach every validator as they were written."""
import json


class Number:
    """A number as it is written."""

    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def dump(value, escaped=False):
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{dump(key, escaped)}:{dump(member, escaped)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(dump(element, escaped) for element in value) + "]"
    return json.dumps(value, ensure_ascii=escaped)


def load(text):
    return json.loads(text, parse_int=Number, parse_float=Number)
