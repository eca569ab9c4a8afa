"""Random schemas of a draft, and instances that nearly fit them.

Everything follows from the random.Random that is handed in. References never lead back to themselves without going deeper
into the instance: in place only to a definition further on, elsewhere to any.
"""
import copy
from urllib.parse import quote

from texts import Number

DRAFTS = {
    "4": "http://json-schema.org/draft-04/schema#", "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema#", "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
ORDER = list(DRAFTS)

KEYS = ["a", "b", "foo", "fo", "foobar", "", "é", "e\u0301", "a/b", "~0", "$ref", "x y", "\"", "😀", "0", "properties"]
STRINGS = ["", "a", "b", "foo", "foobar", "FOO", "éa", "e\u0301", "😀", "😀😀", "a\nb", "\u0000", "\\", "0", "12", "1.0", "ab1", "aaaa"]
PATTERNS = ["^a", "b$", "^[a-z]+$", "^.*$", "o{2}", "[0-9]", "^[^a]*$", "a|b", "^(foo|bar)?$", "^f", "", "é", "^.$", "^[a-f0-9]{2,4}$"]
SMALL = ["0", "1", "2", "3", "5", "-1", "10", "1.0", "1e1", "2.5", "0.5", "-0", "100e-2", "1E0", "-0.0", "1.50"]
TRICKY = [
    "1e400", "-1e400", "1e-400", "9007199254740993", "9007199254740992", "9007199254740992.0", "18446744073709551616",
    "123456789012345678901234567890", "123456789012345678901234567890.0", "123456789012345678901234567891", "0.1", "0.3", "0.30",
    "1e30", "1000000000000000000000000000000", "0.01", "1.1", "4.35", "1e2", "1E+2", "12.34", "-9223372036854775809", "1e19",
]
FORMATS = ["date", "time", "date-time", "email", "ipv4", "ipv6", "uri", "uri-reference", "hostname", "json-pointer", "regex", "uuid",
           "duration", "no-such-format"]


class Generator:
    def __init__(self, random, draft, tricky=False):
        self.r = random
        self.draft = draft
        self.numbers = SMALL + TRICKY if tricky else SMALL
        self.since = ORDER.index(draft)
        self.definitions = "$defs" if self.since >= 3 else "definitions"

    # Values

    def chance(self, share):
        return self.r.random() < share

    def number(self):
        return Number(self.r.choice(self.numbers))

    def count(self):
        return Number(self.r.choice(["0", "1", "1", "2", "2", "3"] + (["2.0", "10e-1"] if self.since >= 1 else [])))

    def scalar(self):
        return self.r.choice([None, True, False, self.number(), self.number(), self.r.choice(STRINGS), self.r.choice(STRINGS)])

    def value(self, depth=2):
        kind = self.r.random()
        if depth <= 0 or kind < 0.6:
            return self.scalar()
        if kind < 0.8:
            return [self.value(depth - 1) for _ in range(self.r.randrange(4))]
        return {self.r.choice(KEYS): self.value(depth - 1) for _ in range(self.r.randrange(4))}

    # Schemas

    def root(self):
        self.names = [f"d{i}" for i in range(self.r.randrange(4))]
        self.is_dynamic = self.since >= 3 and self.chance(0.3)
        self.every_resource_is_dynamic = self.chance(0.6)
        self.has_ids = self.is_dynamic or self.chance(0.2)
        self.id = "id" if self.since == 0 else "$id"
        # Decided first, so that a reference may come before what it leads to.
        self.resources = {name for name in self.names if self.has_ids and self.chance(0.4)}
        self.anchored = {name for name in self.names if not self.has_ids and self.chance(0.3)}
        schema = {"$schema": DRAFTS[self.draft]}
        if self.has_ids:
            schema[self.id] = "http://example.com/root"
        if self.is_dynamic:
            schema |= self.dynamic_anchor()
        if self.names:
            schema[self.definitions] = {}
            for self.place, name in enumerate(self.names, 1):
                schema[self.definitions][name] = self.definition(name)
        self.place = 0
        body = self.schema(3)
        if isinstance(body, bool):
            body = {"not": {}} if not body else {}
        if self.since <= 2 and "$ref" in body:
            # Beside it nothing counts, the definitions among it; that is tested further down.
            body = {"allOf": [body]}
        if body.get("properties") and self.chance(0.2):
            key = self.r.choice(list(body["properties"]))
            pointer = key.replace("~", "~0").replace("/", "~1")
            body["properties"]["again"] = {"$ref": f"#/properties/{quote(pointer)}"}
        return schema | body

    def dynamic_anchor(self):
        return {"$dynamicAnchor": "n"} if self.since == 4 else {"$recursiveAnchor": self.chance(0.8)}

    def definition(self, name):
        schema = self.schema(2)
        if isinstance(schema, bool) or self.since <= 2 and "$ref" in schema:
            if name not in self.resources | self.anchored:
                return schema
            schema = {"allOf": [schema]}
        if name in self.resources:
            anchor = self.dynamic_anchor() if self.is_dynamic and (self.every_resource_is_dynamic or self.chance(0.4)) else {}
            return {self.id: f"http://example.com/{name}"} | anchor | schema
        if name in self.anchored:
            return ({"$anchor": f"anchor-{name}"} if self.since >= 3 else {self.id: f"#anchor-{name}"}) | schema
        return schema

    def in_place(self, depth):
        return self.schema(depth - 1)

    def child(self, depth):
        """A schema for a part of the instance: it may refer to anything."""
        place, self.place = self.place, -1
        schema = self.schema(depth - 1)
        self.place = place
        return schema

    def reference(self):
        if self.place < 0:
            if self.is_dynamic and self.chance(0.5):
                if self.since == 3:
                    return {"$recursiveRef": "#"}
                # Where a resource may lack the anchor, "#n" could lead nowhere.
                return {"$dynamicRef": self.r.choice(["#n", "root#n"]) if self.every_resource_is_dynamic else "root#n"}
            return {"$ref": self.r.choice(["http://example.com/root" if self.has_ids else "#"] + [self.way_to(name) for name in self.names])}
        later = self.names[self.place:]
        return {"$ref": self.way_to(self.r.choice(later))} if later else {}

    def way_to(self, name):
        if name in self.anchored and self.chance(0.7):
            return f"#anchor-{name}"
        if name in self.resources:
            return self.r.choice([f"http://example.com/{name}", name, f"./{name}#"])
        # Inside a definition that has a base of its own, the root has to be named.
        root = self.r.choice(["http://example.com/root", "root"]) if self.has_ids else ""
        return f"{root}#/{self.definitions}/{name}"

    def schema(self, depth):
        if self.since >= 1 and self.chance(0.06):
            return self.chance(0.7)
        found = {}
        if self.chance(0.15):
            found |= self.reference()
            # Up to draft 7 what stands beside $ref counts for nothing.
            if self.chance(0.7):
                return found
        if self.chance(0.45):
            found["type"] = self.types()
        words = self.r.sample(self.words(depth), k=min(self.r.choice([0, 1, 1, 2, 2, 3, 4]), 5))
        for word in words:
            found |= getattr(self, f"word_{word}")(depth)
        keys = list(found)
        self.r.shuffle(keys)
        return {key: found[key] for key in keys}

    def words(self, depth):
        words = ["enum", "bounds", "bounds", "multiple", "lengths", "pattern", "counts", "unique", "required", "sizes", "noise"]
        if self.since >= 1:
            words += ["const"]
        if depth > 0:
            words += ["properties", "properties", "properties", "patterns", "additional", "items", "items", "combine", "combine", "not"]
            words += ["dependencies"]
            if self.since >= 1:
                words += ["contains", "names"]
            if self.since >= 2:
                words += ["condition"]
            if self.since >= 3:
                words += ["unevaluated_items", "unevaluated_properties", "unevaluated_properties"]
        return words

    def types(self):
        names = ["null", "boolean", "integer", "number", "string", "array", "object"]
        return self.r.choice(names + ["object", "array"]) if self.chance(0.75) else self.r.sample(names, self.r.randint(1, 3))

    def word_enum(self, depth):
        found = []
        for _ in range(self.r.randint(1, 4)):
            value = self.value()
            if all(not_equal(value, other) for other in found):
                found.append(value)
        return {"enum": found}

    def word_const(self, depth):
        return {"const": self.value()}

    def word_bounds(self, depth):
        found = {}
        for low_or_high in ("Minimum", "Maximum"):
            if not self.chance(0.6):
                continue
            plain, exclusive = low_or_high.lower(), f"exclusive{low_or_high}"
            if self.since == 0:
                found[plain] = self.number()
                if self.chance(0.4):
                    found[exclusive] = self.chance(0.7)
            else:
                found[plain if self.chance(0.6) else exclusive] = self.number()
        return found

    def word_multiple(self, depth):
        positive = [text for text in self.numbers if not text.startswith("-") and text not in ("0", "1e-400")]
        return {"multipleOf": Number(self.r.choice(positive))}

    def word_lengths(self, depth):
        return {self.r.choice(["minLength", "maxLength"]): self.count()}

    def word_pattern(self, depth):
        return {"pattern": self.r.choice(PATTERNS)}

    def word_counts(self, depth):
        return {self.r.choice(["minItems", "maxItems"]): self.count()}

    def word_sizes(self, depth):
        return {self.r.choice(["minProperties", "maxProperties"]): self.count()}

    def word_unique(self, depth):
        return {"uniqueItems": self.chance(0.85)}

    def word_required(self, depth):
        return {"required": self.r.sample(KEYS[:6], self.r.randint(1, 2))}

    def word_noise(self, depth):
        """What must not count: annotations, and names that look like keywords inside values."""
        return self.r.choice([
            {"default": {"$ref": "#/nowhere"}}, {"title": "t", "description": "d"}, {"x-unknown": {"type": 5}},
            {"examples": [{"$id": "http://example.com/root"}]} if self.since >= 1 else {"title": ""},
            {"format": "no-such-format"}, {"then": False} if self.since >= 2 else {"readOnly": True},
            {"minContains": Number("2")} if self.since >= 3 else {"contentEncoding": "base64"},
            {"contentMediaType": "application/json"} if self.since != 2 else {"title": "x"},
        ])

    def word_properties(self, depth):
        return {"properties": {key: self.child(depth) for key in self.r.sample(KEYS, self.r.randint(1, 4))}}

    def word_patterns(self, depth):
        return {"patternProperties": {pattern: self.child(depth) for pattern in self.r.sample(PATTERNS, self.r.randint(1, 2))}}

    def word_additional(self, depth):
        return {"additionalProperties": self.r.choice([False, self.child(depth)])}

    def word_names(self, depth):
        return {"propertyNames": self.child(1)}

    def word_items(self, depth):
        listed = [self.child(depth) for _ in range(self.r.randint(1, 3))]
        if self.since == 4:
            return self.r.choice([{"items": listed[0]}, {"prefixItems": listed}, {"prefixItems": listed, "items": self.child(depth)}])
        return self.r.choice([{"items": listed[0]}, {"items": listed}, {"items": listed, "additionalItems": self.child(depth)},
                              {"additionalItems": False}])

    def word_contains(self, depth):
        found = {"contains": self.child(depth)}
        if self.since >= 3 and self.chance(0.5):
            found[self.r.choice(["minContains", "maxContains"])] = self.count()
        return found

    def word_combine(self, depth):
        return {self.r.choice(["allOf", "anyOf", "oneOf"]): [self.in_place(depth) for _ in range(self.r.randint(1, 3))]}

    def word_not(self, depth):
        return {"not": self.in_place(depth)}

    def word_condition(self, depth):
        found = {"if": self.in_place(depth)}
        if self.chance(0.8):
            found["then"] = self.in_place(depth)
        if self.chance(0.6):
            found["else"] = self.in_place(depth)
        return found

    def word_dependencies(self, depth):
        key = self.r.choice(KEYS[:6])
        names = self.r.sample(KEYS[:6], self.r.randint(1, 2))
        if self.since <= 2:
            return {"dependencies": {key: self.r.choice([names, self.in_place(depth)])}}
        return self.r.choice([{"dependentRequired": {key: names}}, {"dependentSchemas": {key: self.in_place(depth)}}])

    def word_unevaluated_items(self, depth):
        return {"unevaluatedItems": self.r.choice([False, False, self.child(1)])}

    def word_unevaluated_properties(self, depth):
        return {"unevaluatedProperties": self.r.choice([False, False, self.child(1)])}

    # Instances

    def instance(self, root):
        found = self.fit(root, root, 4)
        for _ in range(self.r.choice([0, 0, 1, 1, 2])):
            found = self.disturb(found)
        return found

    def fit(self, schema, root, depth):
        """A value that has a fair chance to be valid."""
        if not isinstance(schema, dict) or depth <= 0:
            return self.value(1)
        reference = schema.get("$ref") or schema.get("$dynamicRef") or schema.get("$recursiveRef")
        if isinstance(reference, str):
            target = root
            for name in self.names:
                if reference.rstrip("#").endswith(name):
                    target = root[self.definitions][name]
            return self.fit(target, root, depth - 1)
        if "const" in schema and self.chance(0.8):
            return copy.deepcopy(schema["const"])
        if schema.get("enum") and self.chance(0.8):
            return copy.deepcopy(self.r.choice(schema["enum"]))
        for word in ("allOf", "anyOf", "oneOf"):
            if schema.get(word) and self.chance(0.3):
                return self.fit(self.r.choice(schema[word]), root, depth - 1)
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self.r.choice(kind)
        if kind is None:
            kind = "object" if self.chance(0.6) else "array" if self.chance(0.5) else None
            if any(word in schema for word in ("items", "prefixItems", "contains", "uniqueItems", "unevaluatedItems")):
                kind = "array" if self.chance(0.7) else kind
        if kind == "object":
            return self.fit_object(schema, root, depth)
        if kind == "array":
            return self.fit_array(schema, root, depth)
        if kind in ("integer", "number"):
            known = [schema[word] for word in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
                     if isinstance(schema.get(word), Number)]
            return self.r.choice(known) if known and self.chance(0.4) else self.number()
        return {"null": None, "boolean": self.chance(0.5), "string": self.r.choice(STRINGS)}.get(kind, self.value(2))

    def fit_object(self, schema, root, depth):
        known = schema.get("properties", {})
        keys = [key for key in known if self.chance(0.6)]
        keys += [key for key in schema.get("required", []) if self.chance(0.9)] if isinstance(schema.get("required"), list) else []
        keys += self.r.sample(KEYS, self.r.choice([0, 0, 1, 2]))
        self.r.shuffle(keys)
        fallback = schema.get("additionalProperties", schema.get("unevaluatedProperties", True))
        return {key: self.fit(known.get(key, fallback), root, depth - 1) for key in keys}

    def fit_array(self, schema, root, depth):
        listed = schema.get("prefixItems", schema.get("items") if isinstance(schema.get("items"), list) else [])
        rest = schema.get("items", True) if not isinstance(schema.get("items"), list) else schema.get("additionalItems", True)
        if "contains" in schema and self.chance(0.5):
            rest = schema["contains"]
        return [self.fit(listed[i] if i < len(listed) else rest, root, depth - 1) for i in range(self.r.randrange(5))]

    def disturb(self, value):
        """The same with one thing changed somewhere."""
        if isinstance(value, dict) and value and self.chance(0.7):
            key = self.r.choice(list(value))
            return value | {key: self.disturb(value[key])}
        if isinstance(value, list) and value and self.chance(0.7):
            at = self.r.randrange(len(value))
            return value[:at] + [self.disturb(value[at])] + value[at + 1:]
        if isinstance(value, dict) and self.chance(0.7):
            if value and self.chance(0.5):
                key = self.r.choice(list(value))
                return {other: member for other, member in value.items() if other != key}
            return value | {self.r.choice(KEYS): self.value(1)}
        if isinstance(value, list) and self.chance(0.7):
            return value + [self.r.choice(value)] if value and self.chance(0.6) else value[:-1]
        return self.value(1)


def not_equal(a, b):
    """Whether two generated values certainly differ; members of an enum must."""
    from engines import exact
    return exact(a) != exact(b)
