"""Holds core's verdicts (core/examples/verdicts.rs) against Django REST Framework's fields, and its form bodies against
Django's parsers and python-multipart. Fails on a difference that is not listed below with its reason.
"""

import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from decimal import Decimal

import django
from django.conf import settings

settings.configure(
    USE_TZ=True,
    DATA_UPLOAD_MAX_NUMBER_FIELDS=None,
    DEFAULT_CHARSET="utf-8",
    REST_FRAMEWORK={"COERCE_DECIMAL_TO_STRING": False},
)
django.setup()

from django.core.files.uploadhandler import MemoryFileUploadHandler  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.http.multipartparser import MultiPartParser  # noqa: E402
from python_multipart.multipart import FormParser  # noqa: E402
from rest_framework import serializers  # noqa: E402

NOTHING = {"required": False, "allow_null": True}
TYPES = ["account_management", "billing", "executive", "sales", "support", "technical"]
FIELDS = {
    "text": serializers.CharField(max_length=50, allow_blank=True, **NOTHING),
    "name": serializers.CharField(max_length=50),
    "email": serializers.EmailField(max_length=254, allow_blank=True, **NOTHING),
    "date": serializers.DateField(**NOTHING),
    # Of a number that JSON has as such, trailing zeros are gone before anybody counts places.
    "money": serializers.DecimalField(max_digits=17, decimal_places=2, min_value=Decimal(0), max_value=Decimal("999999999999999.00"), **NOTHING),
    "number": serializers.IntegerField(min_value=-999999999999999, max_value=999999999999999, **NOTHING),
    "choice": serializers.ChoiceField(TYPES, allow_blank=True, **NOTHING),
    "boolean": serializers.BooleanField(**NOTHING),
}


def verdict(kind, value):
    """None where the field takes it, else the first code of why not."""
    field = FIELDS[kind]
    try:
        field.run_validation(value)
        return None
    except serializers.ValidationError as refusal:
        return refusal.get_codes()[0]


def zeros(value):
    """Whether only zeros at the end of the fraction, or a fraction of zeros, are too many."""
    return bool(re.fullmatch(r"-?\d+\.\d*?0+", str(value)))


def known(kind, value, ours, theirs):
    """Why the two may differ here; None where they may not."""
    text = value if isinstance(value, str) else ""
    if kind == "money" and ours is None and theirs in ("max_decimal_places", "max_digits") and zeros(value):
        return "zeros at the end of a fraction: 12.500 is 12.5 (decided); the editor never writes them"
    if kind == "number" and ours is None and isinstance(value, Decimal) and zeros(value):
        return "an integer with a fraction of zeros: 5.0 is 5; the editor never writes it"
    if kind == "number" and theirs is None and ours == "too_many_decimals":
        return "DRF cuts the fraction of a JSON number off; an answer that is silently another number"
    if kind == "money" and ours == "invalid_money" and theirs is None:
        return "decimal text as Python reads it: white space, underscores, exponents"
    if kind == "date" and ours == "invalid_date" and theirs is None:
        return "other ways to write a day (2026-1-2, 20260102, 2026-W01-1, digits of other scripts): the reference says yyyy-MM-dd"
    if kind in ("date", "choice") and ours is None and text.strip() == "":
        return "an empty text is null, here as in every other field"
    if kind == "date" and ours is None and text != text.strip():
        return "white space around a day is cut off, as in every other field"
    if kind == "choice" and ours is None and text.strip() in TYPES:
        return "white space around a choice is cut off, as in every other field"
    if kind == "boolean" and ours == "wrong_type" and theirs is None:
        return "a boolean in words or numbers: the editor never writes one"
    if kind == "date" and ours == "invalid_character":
        return "U+0000 is told as such"
    return None


def values(lines):
    counts, listed, wrong = Counter(), defaultdict(list), []
    for line in lines:
        kind, ours = line["kind"], line["code"]
        value = json.loads(line["value"], parse_float=Decimal)
        theirs = verdict(kind, value)
        counts[kind] += 1
        if (ours is None) == (theirs is None):
            continue
        reason = known(kind, value, ours, theirs)
        if reason is None:
            wrong.append(f"{kind} {line['value']}: {ours or 'taken'} here, {theirs or 'taken'} there")
        else:
            listed[kind, reason].append(line["value"])
    return counts, listed, wrong


def forms(lines):
    wrong = []
    for line in lines:
        expected = [tuple(pair) for pair in line["params"]]
        read = QueryDict(line["urlencoded"], encoding="utf-8")
        pairs = [(name, value) for name in read for value in read.getlist(name)]
        if sorted(pairs) != sorted(expected):
            wrong.append(f"urlencoded {line['urlencoded']}: {pairs}")
        body = bytes.fromhex(line["multipart"])
        meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={line['boundary']}", "CONTENT_LENGTH": len(body)}
        post, files = MultiPartParser(meta, io.BytesIO(body), [MemoryFileUploadHandler()], "utf-8").parse()
        pairs = [(name, value) for name in post for value in post.getlist(name)]
        [file] = files.getlist("imageFile") or [None]
        content = file.read().hex() if file else None
        if line["file"]["name"] in (".", ".."):
            content = line["file"]["bytes"]  # A folder's name, which no file has: Django leaves it out.
        if sorted(pairs) != sorted(expected) or content != line["file"]["bytes"]:
            wrong.append(f"Django's multipart: {line['params']} {line['file']}: {pairs} {content}")
        found, found_files = [], []
        parser = FormParser(
            "multipart/form-data",
            lambda field: found.append((field.field_name.decode(), (field.value or b"").decode())),
            lambda part: found_files.append((part.file_object.seek(0), part.file_object.read().hex())[1]),
            boundary=line["boundary"],
        )
        parser.write(body)
        parser.finalize()
        if found != expected or found_files != [line["file"]["bytes"]]:
            wrong.append(f"python-multipart: {line['params']} {line['file']}: {found} {found_files}")
    return wrong


def main(path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    of_forms = [line for line in lines if line["kind"] == "form"]
    counts, listed, wrong = values(line for line in lines if line["kind"] != "form")
    wrong += forms(of_forms)
    print(f"Django {django.__version__}, Unicode {unicodedata.unidata_version}; {sum(counts.values())} values ({dict(counts)}), {len(of_forms)} forms")
    for (kind, reason), found in sorted(listed.items()):
        print(f"  {kind}, {len(found)}: {reason}; such as {found[0]}")
    for line in wrong[:40]:
        print(f"DIFFERS {line}")
    print(f"{len(wrong)} differences that are not listed")
    return 1 if wrong or not of_forms else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
