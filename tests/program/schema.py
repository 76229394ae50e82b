"""As much of JSON Schema as the schemas in doc/ use: what of a value is not as one says. A keyword that is not known is a fault."""
import re

KNOWN = {"$schema", "title", "type", "properties", "required", "additionalProperties", "enum", "items", "prefixItems", "minItems",
         "maxItems", "minimum", "pattern", "oneOf"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value, schema, at="$"):
    found = ["%s: unknown keyword %s" % (at, key) for key in schema.keys() - KNOWN]
    if "type" in schema and not is_type(value, schema["type"]):
        return found + ["%s: no %s" % (at, schema["type"])]
    if "enum" in schema and value not in schema["enum"]:
        found.append("%s: %r is none of %s" % (at, value, schema["enum"]))
    if "minimum" in schema and value < schema["minimum"]:
        found.append("%s: %r is too small" % (at, value))
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append("%s: %r is not as %s" % (at, value, schema["pattern"]))
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += ["%s: lacks %s" % (at, key) for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            if key in known:
                found += faults(inner, known[key], "%s.%s" % (at, key))
            elif schema.get("additionalProperties") is False:
                found.append("%s: has %s" % (at, key))
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            found.append("%s: has %d items" % (at, len(value)))
        for i, inner in enumerate(value):
            rows = schema.get("prefixItems", [])
            found += faults(inner, rows[i] if i < len(rows) else schema.get("items", {}), "%s[%d]" % (at, i))
    if "oneOf" in schema:
        fits = [faults(value, one, at) for one in schema["oneOf"]]
        if sum(not one for one in fits) != 1:
            found.append("%s: fits %d of %d: %s" % (at, sum(not one for one in fits), len(fits), min(fits, key=len)[:1]))
    return found
