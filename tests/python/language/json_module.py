import json

data = {
    "name": "Ada", "age": 36, "tags": ["a", 1, 2.5, None, True, False], "nested": {"é": "quote \" \\ \n"},
    "empty": [], "none": {}
}
print(json.dumps(data))
print(json.dumps(data, indent=2, sort_keys=True))
print(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
print(json.dumps([1e100, 1.0, 10**20, -0.0, float("inf"), float("nan"), (1, 2)]))
print(json.dumps({1: "a", None: "b", True: "c", 2.5: "d"}), json.dumps("text"), json.dumps(None))
print(json.dumps([], indent=2), json.dumps({}, indent=2), json.dumps([[1, 2], {"a": []}], indent=1))
back = json.loads(json.dumps(data))
print(back == data, json.loads(' [1, 2.0, "\\u00e9\\n", {"a": null}] '), json.loads("1e3"), json.loads("NaN"))
print(json.loads("123456789012345678901"), type(json.loads("1.0")))
for bad in ("{", "[1,]", "{'a': 1}", "", "nul", '{"a" 1}', "[1] x", '"abc', '{"a": 1,}'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(repr(bad), error)
for bad in ({1, 2}, object, {"a": 1j}, {(1, 2): 3}):
    try:
        json.dumps(bad)
    except TypeError as error:
        print(error)
circular = []
circular.append(circular)
try:
    json.dumps(circular)
except ValueError as error:
    print(error)
print(json.dumps({"s": {3, 1}}, default=sorted), json.loads('{"a": [1, 2]}', object_hook=lambda d: list(d.items())))
print(json.loads("[1.5]", parse_float=str))
