#!/usr/bin/env python3
"""Makes fields.txt, the extract of the protobuf forms of the built-in kinds that the simulator reads.

    ./extract-fields.py KUBERNETES/staging/src > fields.txt

One message a line: its name and, for each field, NUMBER:NAME:TYPE. A type begins with `*` for a list and with `%` for a map from
strings; a scalar with `!` is one whose zero means something (the Go field is a pointer, or its JSON is never omitted); a message with
`+` has its fields in the JSON of the message around it (the Go field is embedded).
"""
import glob
import os
import re
import sys

GROUPS = ["core", "apps", "authentication", "authorization", "autoscaling", "batch", "coordination", "discovery", "events", "networking",
          "node", "policy", "rbac", "scheduling", "storage", "admissionregistration"]
PLACES = [f"k8s.io/api/{group}/v1" for group in GROUPS] + ["k8s.io/api/autoscaling/v2", "k8s.io/apimachinery/pkg/apis/meta/v1"]


def short(name, package):
    if "." not in name:
        return name if name in ("string", "int32", "int64", "bool", "bytes", "double") else f"{package}.{name}"
    parts = name.strip(".").split(".")
    return ".".join(parts[-3:])


def meaningful(folder):
    """The (struct, json name) pairs whose zero value is no absence."""
    found = set()
    for path in glob.glob(f"{folder}/*types.go") + glob.glob(f"{folder}/types*.go"):
        struct = None
        for line in open(path):
            begin = re.match(r"type (\w+) struct", line)
            struct = begin[1] if begin else struct
            field = re.match(r"\s+\w+\s+(\*?)[\w.\[\]]+\s+`json:\"(\w+)(,omitempty)?", line)
            if field and (field[1] or not field[3]):
                found.add((struct, field[2]))
    return found


def embedded(folder):
    """The (struct, lower-case field name) pairs that are no level of their own in JSON."""
    found = set()
    for path in glob.glob(f"{folder}/*types.go") + glob.glob(f"{folder}/types*.go"):
        struct = None
        for line in open(path):
            begin = re.match(r"type (\w+) struct", line)
            struct = begin[1] if begin else struct
            field = re.match(r"\s+(?:\w+\.)?(\w+)\s+`json:\",inline\"", line)
            if field:
                named = re.search(r"name=(\w+)", line)
                found.add((struct, (named[1] if named else field[1]).lower()))
    return found


for place in PLACES:
    folder = os.path.join(sys.argv[1], place)
    package = ".".join(place.split("/")[-2:])
    kept = meaningful(folder)
    inline = embedded(folder)
    message, fields = None, []
    for line in open(f"{folder}/generated.proto"):
        begin = re.match(r"message (\w+) \{", line)
        field = re.match(r"\s+(optional |repeated |)(map<string, ([\w.]+)>|[\w.]+) (\w+) = (\d+);", line)
        if begin:
            message, fields = begin[1], []
        elif field and message:
            mapped = field[3]
            kind = short(mapped or field[2], package)
            mark = "%" if mapped else "*" if field[1] == "repeated " else "!" if (message, field[4]) in kept else ""
            mark = "+" if (message, field[4].lower()) in inline else mark
            fields.append(f"{field[5]}:{field[4]}:{mark}{kind}")
        elif line.startswith("}") and message:
            if not message.endswith("List") or package == "meta.v1":
                print(f"{package}.{message} {' '.join(fields)}".strip())
            message = None
