#!/usr/bin/env python3
"""Write the benchmark's JSON Lines: the same bytes every time, for a fixed seed.

    generate.py FOLDER [--scale 1.0]

For each set NAME of invoices, rules and trees: FOLDER/NAME.jsonl, and FOLDER/NAME.labels.tsv with a line for each
invalid document: its line number from 1, and what was broken. About one line in fifty is broken, each in one way;
all of them are JSON. The schemas are beside this program, in schemas/.
"""
import argparse
import json
import os
import random

LINES = {"invoices": 160_000, "rules": 100_000, "trees": 60_000}
INVALID_SHARE = 0.02
SEED = 20261124

WORDS = ("steel bolt washer cable valve panel filter pump sensor bracket hinge motor belt gear clamp lamp "
         "board frame socket Gehäuse Schlüssel pièce câble año papier ink cartridge desk chair").split()
NAMES = ("Acme Northwind Brightwater Stonebridge Lindqvist Müller Dupont García Okafor Tanaka Rossi Novák Silva "
         "Hansen Petrov Kowalski O'Neil Smith Jansen Weber").split()
KINDS = ("Ltd", "GmbH", "S.A.", "AB", "Inc.", "Oy", "B.V.", "& Sons")
STREETS = ("High Street", "Hauptstraße", "Rue de la Paix", "Calle Mayor", "Kungsgatan", "Via Roma", "Mill Lane")
CITIES = ("London", "Köln", "Lyon", "Málaga", "Göteborg", "Torino", "Kraków", "Gent", "Porto", "Zürich")
COUNTRIES = ("GB", "DE", "FR", "ES", "SE", "IT", "PL", "BE", "PT", "CH")
TAGS = ("urgent", "export", "eu", "reverse-charge", "repeat", "q1", "q2", "online", "partner")


# Pieces

def date(r):
    return f"{r.randint(2019, 2027):04}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"


def date_time(r):
    zone = r.choice(("Z", "+01:00", "-05:30", ".250Z"))
    return f"{date(r)}T{r.randint(0, 23):02}:{r.randint(0, 59):02}:{r.randint(0, 59):02}{zone}"


def uuid(r):
    digits = f"{r.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def digits(r, count):
    return f"{r.randrange(10 ** count):0{count}}"


def letters(r, count):
    return "".join(r.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=count))


def money(r):
    return round(r.uniform(0.5, 5000), 2)


def email(r):
    return f"{r.choice(('info', 'sales', 'a.b', 'accounts+eu'))}@{r.choice(('example.com', 'mail.example.org'))}"


def text(r, count):
    return " ".join(r.choices(WORDS, k=count))


def company_name(r):
    return f"{r.choice(NAMES)} {r.choice(NAMES)} {r.choice(KINDS)}"


def address(r):
    found = {"street": f"{r.choice(STREETS)} {r.randint(1, 200)}", "city": r.choice(CITIES)}
    found["postcode"] = r.choice((digits(r, 5), f"{letters(r, 2)}{r.randint(1, 9)} {r.randint(1, 9)}{letters(r, 2)}"))
    found["country"] = r.choice(COUNTRIES)
    return found


# Invoices

def invoice(r):
    found = {
        "id": uuid(r), "number": f"INV-{digits(r, 6)}", "issued": date(r), "due": date(r) if r.random() < 0.8 else None,
        "created_at": date_time(r), "currency": r.choice(("EUR", "GBP", "USD", "CHF", "JPY")),
        "status": r.choice(("draft", "sent", "paid", "overdue", "cancelled")),
        "seller": {
            "name": company_name(r), "vat_id": f"{letters(r, 2)}{digits(r, 9)}", "email": email(r),
            "website": f"https://www.example.com/{r.choice(TAGS)}?ref={r.randint(1, 999)}", "address": address(r),
        },
        "buyer": {"name": company_name(r), "email": email(r), "address": address(r)},
        "items": [
            {"sku": f"{letters(r, 3)}-{digits(r, 4)}", "description": text(r, r.randint(2, 6)),
             "quantity": r.randint(1, 500), "unit_price": money(r), "tax_rate": r.choice((0, 0.05, 0.19, 0.2))}
            for _ in range(r.choice((1, 2, 2, 2, 3)))],
        "total": money(r),
    }
    if r.random() < 0.5:
        found["discount"] = r.choice((None, 0.1, 0.25, 0))
    found["tags"] = r.sample(TAGS, r.randint(0, 4))
    found["note"] = r.choice((None, "", f"Pay by \"{text(r, 1)}\"\nThank you", text(r, 8)))
    return found


def set_at(*path_and_value):
    *path, key, value = path_and_value

    def change(r, document):
        place = document
        for step in path:
            place = place[step]
        place[key] = value(r) if callable(value) else value
    return change


def remove(*path):
    *path, key = path

    def change(r, document):
        place = document
        for step in path:
            place = place[step]
        del place[key]
    return change


def repeat_tag(r, document):
    document["tags"] = ["export", "urgent", "export"]


INVOICE_FAULTS = {
    "id is no uuid": set_at("id", lambda r: uuid(r)[:-1]),
    "id has a letter too far": set_at("id", lambda r: "g" + uuid(r)[1:]),
    "number has five digits": set_at("number", lambda r: f"INV-{digits(r, 5)}"),
    "number has a small letter": set_at("number", lambda r: f"INv-{digits(r, 6)}"),
    "issued on 30 February": set_at("issued", lambda r: f"{r.randint(2019, 2027)}-02-30"),
    "issued in month 13": set_at("issued", "2024-13-01"),
    "issued is a number": set_at("issued", 20240101),
    "due is neither date nor null": set_at("due", "soon"),
    "created_at without zone": set_at("created_at", "2024-05-06T07:08:09"),
    "created_at at 25 o'clock": set_at("created_at", "2024-05-06T25:08:09Z"),
    "currency unknown": set_at("currency", "EURO"),
    "status in capitals": set_at("status", "PAID"),
    "seller without vat_id": remove("seller", "vat_id"),
    "seller's vat_id too short": set_at("seller", "vat_id", "DE1234567"),
    "seller's email without at": set_at("seller", "email", "info.example.com"),
    "seller's website with a space": set_at("seller", "website", "https://www.example.com/a b"),
    "seller's website without scheme": set_at("seller", "website", "www.example.com"),
    "seller with an unknown key": set_at("seller", "phone", "+49 1234"),
    "seller's country in small letters": set_at("seller", "address", "country", "de"),
    "seller's street empty": set_at("seller", "address", "street", ""),
    "buyer without address": remove("buyer", "address"),
    "buyer's city too long": set_at("buyer", "address", "city", "Llanfair" * 8),
    "buyer is null": set_at("buyer", None),
    "no items": set_at("items", []),
    "items is an object": set_at("items", {}),
    "item's sku without dash": set_at("items", 0, "sku", "ABC1234"),
    "item's quantity zero": set_at("items", -1, "quantity", 0),
    "item's quantity with a half": set_at("items", -1, "quantity", 1.5),
    "item's quantity is text": set_at("items", -1, "quantity", "3"),
    "item without unit_price": remove("items", -1, "unit_price"),
    "item's tax_rate above one": set_at("items", 0, "tax_rate", 19),
    "item with an unknown key": set_at("items", 0, "Quantity", 1),
    "total missing": remove("total"),
    "total zero": set_at("total", 0),
    "total negative": set_at("total", lambda r: -money(r)),
    "total too large": set_at("total", 1000000.01),
    "discount above one": set_at("discount", 1.5),
    "discount is text": set_at("discount", "10%"),
    "a tag twice": repeat_tag,
    "a tag in capitals": set_at("tags", ["Urgent"]),
    "a tag empty": set_at("tags", [""]),
    "note too long": set_at("note", "ä" * 201),
    "an unknown key": set_at("totals", 1),
    "a key missing at the front": remove("id"),
}


# Rules: what a payment, a parcel and a return have to say

def rule_line(r):
    kind = r.randrange(3)
    if kind == 0:
        line = {"sku": f"{letters(r, 3)}-{digits(r, 4)}", "quantity": r.randint(1, 40)}
        if r.random() < 0.5:
            line["weight"] = round(r.uniform(0.1, 30), 1)
        return line
    if kind == 1:
        return {"service": r.choice(("setup", "repair", "advice")), "hours": r.choice((0.25, 0.5, 1, 2.5, 8))}
    return {"voucher": f"V{r.getrandbits(32):08X}", "value": r.choice((10, 20, 50, 100))}


def rule_event(r):
    event = r.choice(("placed", "paid", "shipped", "returned", "cancelled"))
    found = {"event": event, "order": r.choice((r.randint(1, 10 ** 8), f"ORD-{digits(r, 8)}"))}
    found["country"] = r.choice(COUNTRIES)
    found["postcode"] = {"DE": digits(r, 5), "GB": f"{letters(r, 2)}{r.randint(1, 99)} {r.randint(1, 9)}{letters(r, 2)}"}.get(
        found["country"], digits(r, 4))
    found["contact"] = r.choice((
        {"email": email(r)}, {"phone": f"+{r.randint(10 ** 8, 10 ** 12)}"}, {"phone": "+4912345678", "name": r.choice(NAMES)},
        f"ask for {r.choice(NAMES)}"))
    found["amount"] = r.choice((r.randint(0, 9999), f"{r.randint(0, 9999)}.{digits(r, 2)}", {"value": money(r), "currency": "EUR"}))
    found["lines"] = [rule_line(r) for _ in range(r.randint(1, 6))]
    if event == "paid":
        if r.random() < 0.5:
            found |= {"card": digits(r, 16), "card_expiry": f"{r.randint(1, 12):02}/{digits(r, 2)}", "card_holder": r.choice(NAMES)}
        else:
            found["iban"] = f"DE{digits(r, 20)}"
    elif event == "shipped":
        found["carrier"] = r.choice(("DHL", "UPS", "DPD", "post"))
    elif event == "returned":
        found |= {"refund": money(r), "reason": text(r, 3)}
    elif event == "cancelled":
        found["reason"] = text(r, 3)
    if r.random() < 0.3:
        found |= {"gift_to": r.choice(NAMES), "gift_wrap": r.random() < 0.5}
    return found


def neither_card_nor_iban(r, document):
    for key in ("card", "card_expiry", "card_holder", "iban", "refund"):
        document.pop(key, None)
    document["event"] = "paid"


def card_without_holder(r, document):
    document.pop("iban", None)
    document |= {"card": digits(r, 16), "card_expiry": "11/29"}
    document.pop("card_holder", None)


def bad_expiry(r, document):
    document.pop("iban", None)
    document |= {"card": digits(r, 16), "card_expiry": "13/29", "card_holder": "Weber"}


def gift_without_note_or_wrap(r, document):
    document.pop("gift_wrap", None)
    document["gift_to"] = "Silva"


def no_carrier(r, document):
    document["event"] = "shipped"
    document.pop("carrier", None)


def german_postcode(r, document):
    document |= {"country": "DE", "postcode": "1234"}


def british_postcode(r, document):
    document |= {"country": "GB", "postcode": "12345"}


def swedish_postcode(r, document):
    document |= {"country": "SE", "postcode": "1"}


def card_and_iban(r, document):
    document |= {"card": digits(r, 16), "card_expiry": "01/30", "card_holder": "Rossi", "iban": f"DE{digits(r, 20)}"}


def refund_and_charge(r, document):
    document |= {"refund": 1, "charge": 1, "reason": "broken"}


def refund_without_reason(r, document):
    document |= {"event": "returned", "refund": 5}
    document.pop("reason", None)


RULE_FAULTS = {
    "event unknown": set_at("event", "lost"),
    "order is zero": set_at("order", 0),
    "order's text too short": set_at("order", "ORD-1234567"),
    "German postcode of four digits": german_postcode,
    "British postcode of digits": british_postcode,
    "other postcode too short": swedish_postcode,
    "contact's email broken": set_at("contact", {"email": "info@"}),
    "contact's phone broken": set_at("contact", {"phone": "0123456789"}),
    "contact is a number": set_at("contact", 5),
    "amount's text without cents": set_at("amount", "12"),
    "amount without currency": set_at("amount", {"value": 3}),
    "amount's currency unknown": set_at("amount", {"value": 3, "currency": "SEK"}),
    "no lines": set_at("lines", []),
    "line of no kind": set_at("lines", -1, {"hours": 3}),
    "line of two kinds": set_at("lines", -1, {"sku": "ABC-1234", "quantity": 1, "hours": 3}),
    "line's voucher of 30": set_at("lines", 0, {"voucher": "V0123ABCD", "value": 30}),
    "line's hours too many": set_at("lines", 0, {"service": "setup", "hours": 25}),
    "paid with neither card nor iban": neither_card_nor_iban,
    "card without holder": card_without_holder,
    "card's expiry in month 13": bad_expiry,
    "card and iban": card_and_iban,
    "refund and charge": refund_and_charge,
    "refund without reason": refund_without_reason,
    "gift with neither note nor wrap": gift_without_note_or_wrap,
    "shipped without carrier": no_carrier,
}


# Trees

def tree(r, depth):
    kind = r.random()
    found = {"name": text(r, 2), "kind": ""}
    if r.random() < 0.5:
        found["modified"] = date_time(r)
    if depth > 0 and (kind < 0.45 or depth >= 4):
        found["kind"] = "folder"
        found["children"] = [tree(r, depth - 1) for _ in range(r.randint(1, 3))]
        if r.random() < 0.3:
            found["open"] = r.random() < 0.5
    elif kind < 0.75:
        found |= {"kind": "text", "size": r.randint(0, 10 ** 6)}
        if r.random() < 0.5:
            found["language"] = r.choice(("en", "de", "pt-BR"))
    else:
        found |= {"kind": "image", "width": r.randint(1, 4000), "height": r.randint(1, 4000)}
        if r.random() < 0.4:
            found["alt"] = text(r, 3)
    return found


def some_tree(r):
    return tree(r, r.choice((4, 5, 6)))


def somewhere(change):
    """Break a node that is picked by walking down at random."""
    def apply(r, document):
        while document.get("children") and r.random() < 0.8:
            document = r.choice(document["children"])
        change(r, document)
    return apply


def wrong_kind(r, document):
    document["kind"] = "image" if document["kind"] != "image" else "text"


TREE_FAULTS = {
    "an unknown key": somewhere(set_at("owner", "root")),
    "an image's key in another kind": somewhere(lambda r, d: d.update({"kind": "text", "size": 1, "width": 3, "height": 3})),
    "a folder's key in an image": somewhere(lambda r, d: d.update({"kind": "image", "width": 3, "height": 3, "open": True})),
    "no name": somewhere(lambda r, d: d.pop("name")),
    "an empty name": somewhere(set_at("name", "")),
    "a wrong kind": somewhere(wrong_kind),
    "an unknown kind": somewhere(set_at("kind", "link")),
    "a date without time": somewhere(set_at("modified", "2024-05-06")),
    "a child that is no object": lambda r, d: d["children"].append("a.txt"),
    "a negative size": lambda r, d: d["children"].append({"name": "a", "kind": "text", "size": -1}),
    "a broken language": lambda r, d: d["children"].append({"name": "a", "kind": "text", "size": 1, "language": "EN"}),
    "an alt that is no text": lambda r, d: d["children"].append({"name": "a", "kind": "image", "width": 1, "height": 1, "alt": 5}),
}

SETS = {
    "invoices": (invoice, INVOICE_FAULTS), "rules": (rule_event, RULE_FAULTS), "trees": (some_tree, TREE_FAULTS),
}


def write(name, folder, lines):
    make, faults = SETS[name]
    faults = list(faults.items())
    r = random.Random(f"{SEED} {name}")
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8", newline="\n") as out, \
            open(f"{folder}/{name}.labels.tsv", "w", encoding="utf-8", newline="\n") as labels:
        for number in range(1, lines + 1):
            document = make(r)
            if r.random() < INVALID_SHARE:
                what, change = r.choice(faults)
                change(r, document)
                labels.write(f"{number}\t{what}\n")
            out.write(encode(document))
            out.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--scale", type=float, default=1.0, help="a share of the lines, for a quick look")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    for name, lines in LINES.items():
        write(name, arguments.folder, max(1, int(lines * arguments.scale)))


if __name__ == "__main__":
    main()
