#!/usr/bin/env python3
"""Writes both sides of the page's data from schema.json: contract.hpp, contract.cpp and web/data/contract.ts.

  generate.py [--check]   --check: writes nothing, fails where a file is not what it would write

A type is `text`, `flag`, `count` (a whole number from 0), `whole` (any), `ratio` (six digits, as in tables),
`decimal1` or `decimal4` (so many decimals), or the name of an object; `T[]` is a list of T, `{T}` an object
whose keys are data, `T?` is T or null.
"""

import json
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOTE = "Made from src/page/schema.json by src/page/generate.py: change these."

TYPESCRIPT = {"text": "string", "flag": "boolean"}
NUMBERS = {
    "count": "std::uint64_t",
    "whole": "std::int64_t",
    "ratio": "Ratio",
    "decimal1": "Decimal<1>",
    "decimal4": "Decimal<4>",
}
CPP = {"text": "std::string", "flag": "bool", **NUMBERS}

Object = dict[str, Any]


def parts_of(kind: str) -> tuple[str, str]:
    """The outermost of what a type is made with (`?`, `[]`, `{}` or nothing), and what is left of it."""
    if kind.endswith("?"):
        return "?", kind[:-1]
    if kind.endswith("[]"):
        return "[]", kind[:-2]
    if kind.startswith("{"):
        return "{}", kind[1:-1]
    return "", kind


def check(schema: Object) -> None:
    """Every type is one, and no name is there twice."""
    names = [of["name"] for of in schema["objects"]]
    if len(set(names)) < len(names):
        sys.exit("schema.json: an object is there twice")
    for of in schema["objects"]:
        fields = [field["name"] for field in of["fields"]]
        if len(set(fields)) < len(fields):
            sys.exit(f"schema.json: {of['name']} has a field twice")
        for field in of["fields"]:
            kind = field["type"]
            while parts_of(kind)[0]:
                kind = parts_of(kind)[1]
            if kind not in CPP and kind not in names:
                sys.exit(f"schema.json: {of['name']}.{field['name']} is of no type that is known: {kind}")
            if not field.get("about"):
                sys.exit(f"schema.json: {of['name']}.{field['name']} is not explained")


# --- TypeScript -----------------------------------------------------------------------------------


def typescript_type(kind: str, values: list[str] | None) -> str:
    """A type of the schema in TypeScript; where only some values are allowed, their union."""
    if values:
        return " | ".join(f"'{value}'" for value in values)
    how, rest = parts_of(kind)
    if how == "?":
        return f"{typescript_type(rest, None)} | null"
    if how == "[]":
        inner = typescript_type(rest, None)
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if how == "{}":
        return f"Record<string, {typescript_type(rest, None)}>"
    return "number" if rest in NUMBERS else TYPESCRIPT.get(rest, rest)


def typescript_comment(text: str, indent: str) -> list[str]:
    """The lines of a doc comment: one where the text fits, else a block."""
    if len(indent) + len(text) + 7 <= 110:
        return [f"{indent}/** {text} */"]
    lines = textwrap.wrap(text, 110 - len(indent) - 3, break_on_hyphens=False)
    return [f"{indent}/**", *(f"{indent} * {line}" for line in lines), f"{indent} */"]


def typescript_field(field: Object) -> list[str]:
    """A field with its comment; a long union has a line for each value."""
    values = field.get("values")
    line = f"  {field['name']}: {typescript_type(field['type'], values)};"
    lines = typescript_comment(field["about"], "  ")
    if values and len(line) > 120:
        lines.append(f"  {field['name']}:")
        lines += [f"    | '{value}'" for value in values]
        lines[-1] += ";"
    else:
        lines.append(line)
    return lines


def typescript(schema: Object) -> str:
    """The text of contract.ts."""
    lines = ["/**", " * What the program writes into the page.", " *"]
    for text in [*schema["about"], NOTE]:
        lines += [f" * {line}" for line in textwrap.wrap(text, 107, break_on_hyphens=False)] + [" *"]
    lines[-1] = " */"
    lines += ["", "/** The blocks that are JSON, by name. */", "export interface Blocks {"]
    lines += [f"  {name}: {kind};" for name, kind in schema["blocks"].items()] + ["}"]
    for of in schema["objects"]:
        lines += ["", *typescript_comment(of["about"], "")]
        if of.get("tuple"):
            inner = ", ".join(f"{field['name']}: {typescript_type(field['type'], None)}" for field in of["fields"])
            lines.append(f"export type {of['name']} = [{inner}];")
            continue
        lines.append(f"export interface {of['name']} {{")
        for field in of["fields"]:
            lines += typescript_field(field)
        lines.append("}")
    return "\n".join(lines) + "\n"


# --- C++ ------------------------------------------------------------------------------------------


def cpp_type(kind: str) -> str:
    """A type of the schema in C++."""
    how, rest = parts_of(kind)
    if how == "?":
        # A ratio that is no number is null.
        return "Ratio" if rest == "ratio" else f"std::optional<{cpp_type(rest)}>"
    if how == "[]":
        return f"Each<{cpp_type(rest)}>"
    if how == "{}":
        return f"Each<Keyed<{cpp_type(rest)}>>"
    return CPP.get(rest, rest)


def in_order(objects: list[Object]) -> list[Object]:
    """Those that others hold before them."""
    by_name = {of["name"]: of for of in objects}
    ordered: list[Object] = []

    def add(of: Object) -> None:
        if of in ordered:
            return
        for field in of["fields"]:
            held = by_name.get(re.sub(r"[\[\]{}?]", "", field["type"]))
            if held is not None:
                add(held)
        ordered.append(of)

    for of in objects:
        add(of)
    return ordered


def cpp_comment(text: str, indent: str) -> list[str]:
    """The lines of a doc comment, at most 100 characters wide."""
    return [f"{indent}/// {line}" for line in textwrap.wrap(text, 100 - len(indent) - 4, break_on_hyphens=False)]


def header(schema: Object) -> str:
    """The text of contract.hpp: a struct for every object, after those that it holds."""
    lines = ["#pragma once", ""]
    lines += [*cpp_comment("What is written into the page: a struct for every object of its data.", ""), "///"]
    for text in [*schema["about"], NOTE]:
        lines += [*cpp_comment(text, ""), "///"]
    lines.pop()
    lines += ["", '#include "page/each.hpp"', '#include "page/json.hpp"', ""]
    lines += ["#include <cstdint>", "#include <optional>", "#include <string>"]
    lines += ["", "namespace leitwort::page::contract {"]
    for of in in_order(schema["objects"]):
        lines += ["", *cpp_comment(of["about"], ""), f"struct {of['name']} {{"]
        for field in of["fields"]:
            lines += [*cpp_comment(field["about"], "  "), f"  {cpp_type(field['type'])} {field['name']};"]
        lines += ["};", f"void write(JsonText& json, const {of['name']}& object);"]
    return "\n".join([*lines, "", "}  // namespace leitwort::page::contract", ""])


def source(schema: Object) -> str:
    """The text of contract.cpp: how each struct is written as JSON."""
    lines = [f"// {NOTE}", "", '#include "page/contract.hpp"', "", "namespace leitwort::page::contract {"]
    for of in in_order(schema["objects"]):
        opened, closed = "[]" if of.get("tuple") else "{}"
        lines += ["", f"void write(JsonText& json, const {of['name']}& object) {{", f"  json.open('{opened}');"]
        for field in of["fields"]:
            if not of.get("tuple"):
                lines.append(f'  json.key("{field["name"]}");')
            lines.append(f"  write(json, object.{field['name']});")
        lines += [f"  json.close('{closed}');", "}"]
    return "\n".join([*lines, "", "}  // namespace leitwort::page::contract", ""])


def main() -> None:
    """Writes the files that differ from what schema.json says; with --check, only names them."""
    schema = json.loads((HERE / "schema.json").read_text(encoding="utf-8"))
    check(schema)
    wanted = {
        "contract.hpp": header(schema),
        "contract.cpp": source(schema),
        "web/data/contract.ts": typescript(schema),
    }
    old = [name for name, text in wanted.items() if not is_there(HERE / name, text)]
    if "--check" not in sys.argv[1:]:
        for name in old:
            (HERE / name).write_text(wanted[name], encoding="utf-8", newline="\n")
    elif old:
        sys.exit(f"not what schema.json says: {', '.join(old)}; run src/page/generate.py")


def is_there(path: Path, text: str) -> bool:
    """Whether a file has exactly this text."""
    return path.exists() and path.read_bytes() == text.encode()


if __name__ == "__main__":
    main()
