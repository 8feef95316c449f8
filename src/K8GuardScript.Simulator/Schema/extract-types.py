#!/usr/bin/env python3
"""Makes types.txt, the extract of the built-in types that the simulator is built with.

    kubectl get --raw /openapi/v2 | ./extract-types.py > types.txt

Kept are, for the kinds below and all that they hold: field names, kinds of values, list types and keys (server-side apply),
merge keys and strategies (strategic merge patch). The notation is described in TypeNotation.cs.
"""
import json
import sys

GROUPS = {"", "apps", "batch", "autoscaling", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
          "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io",
          "discovery.k8s.io", "events.k8s.io"}
NO_OBJECTS = {"DeleteOptions", "WatchEvent", "Status", "ComponentStatus", "APIGroup", "APIGroupList", "APIResourceList", "APIVersions"}
ANYTHING = ("RawExtension", "FieldsV1", ".JSON", "JSONSchemaPropsOrArray", "JSONSchemaPropsOrBool", "JSONSchemaPropsOrStringArray",
            "JSONSchemaProps")

document = json.load(sys.stdin)
types = document.get("definitions", document)


def short(name):
    return ".".join(name.split(".")[-3:])


def notation(node):
    text = value(node)
    if node.get("x-kubernetes-map-type") == "atomic":
        text += "!"
    if node.get("x-kubernetes-list-type") == "map":
        text += "=" + ",".join(node["x-kubernetes-list-map-keys"])
    if node.get("x-kubernetes-list-type") == "set":
        text += "=*"
    strategies = node.get("x-kubernetes-patch-strategy", "").split(",")
    if "merge" in strategies:
        text += "~" + node.get("x-kubernetes-patch-merge-key", "")
    if "retainKeys" in strategies:
        text += "^"
    return text


def value(node):
    if "$ref" in node:
        name = node["$ref"].split("/")[-1]
        if name.endswith(("Quantity", "IntOrString")):
            return "q"
        if name.endswith(".MicroTime"):
            return "t"
        if name.endswith(".Time"):
            return "s"
        if name.endswith(ANYTHING):
            return "*"
        wanted.append(name)
        return "@" + short(name)
    if node.get("type") == "array":
        return "[" + notation(node["items"]) + "]"
    if "additionalProperties" in node:
        return "{" + notation(node["additionalProperties"]) + "}"
    return {"string": "s", "integer": "i", "number": "n", "boolean": "b"}.get(node.get("type"), "*")


wanted, done, lines = [], set(), []
for name, node in sorted(types.items()):
    for kind in node.get("x-kubernetes-group-version-kind", []):
        if kind["group"] not in GROUPS or kind["kind"] in NO_OBJECTS or kind["kind"].endswith("List"):
            continue
        group = kind["group"] + "/" if kind["group"] else ""
        print(f"{group}{kind['version']} {kind['kind']} @{short(name)}")
        wanted.append(name)
while wanted:
    name = wanted.pop()
    if name in done:
        continue
    done.add(name)
    atomic = "!" if types[name].get("x-kubernetes-map-type") == "atomic" else ""
    fields = [f"  {field} {notation(node)}" for field, node in sorted(types[name].get("properties", {}).items())]
    lines.append("\n".join([short(name) + atomic] + fields))
print("\n".join(sorted(lines)))
