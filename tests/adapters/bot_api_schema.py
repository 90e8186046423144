"""Telegram's published schema, and whether a request keeps to it. The file is beside a developer's checkout, or absent."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

SIMPLE: dict[str, tuple[type, ...]] = {"Integer": (int,), "String": (str,), "Boolean": (bool,), "Float": (int, float)}
COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")


def specs_folder() -> Path:
    """Where the platforms' published schemas are: FAIRLANCE_SPECS, or beside the checkout."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "specs"
    return Path(os.environ.get("FAIRLANCE_SPECS", beside))


@cache
def schema() -> dict[str, Any] | None:
    """The Bot API's methods and types, or None where nobody put the file."""
    path = specs_folder() / "telegram-bot-api.json"
    return json.loads(path.read_text()) if path.is_file() else None


def violations(method: str, params: dict[str, Any]) -> list[str]:
    """What is wrong with this request, one sentence each. Limits that only stand in the prose are checked too."""
    spec = schema()
    if spec is None:
        return []
    declared = spec["methods"].get(method)
    if declared is None:
        return [f"no such method: {method}"]
    return _fields(spec, method, declared.get("fields", []), params) or _prose(method, params)


def _fields(spec: dict[str, Any], where: str, fields: list[dict[str, Any]], values: dict[str, Any]) -> list[str]:
    known = {field["name"]: field for field in fields}
    wrong = [f"{where}: unknown field {name}" for name in values if name not in known]
    wrong += [
        f"{where}: {name} is missing" for name, field in known.items() if field["required"] and name not in values
    ]
    for name, value in values.items():
        if name in known and all(_wrong(spec, f"{where}.{name}", kind, value) for kind in known[name]["types"]):
            wrong += _wrong(spec, f"{where}.{name}", known[name]["types"][0], value)
    return wrong


def _wrong(spec: dict[str, Any], where: str, kind: str, value: Any) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list | tuple):
            return [f"{where}: not an array"]
        return [one for item in value for one in _wrong(spec, where, kind.removeprefix("Array of "), item)]
    if kind in SIMPLE:
        right = isinstance(value, SIMPLE[kind]) and (kind == "Boolean" or not isinstance(value, bool))
        return [] if right else [f"{where}: {value!r} is no {kind}"]
    declared = spec["types"][kind]
    if "subtypes" in declared:
        tries = [_wrong(spec, where, subtype, value) for subtype in declared["subtypes"]]
        return [] if any(not one for one in tries) else min(tries, key=len)
    if kind == "InputFile":
        return [] if isinstance(value, str) else [f"{where}: no file"]
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no {kind}"]
    return _fields(spec, f"{where}({kind})", declared.get("fields", []), value)


def _prose(method: str, params: dict[str, Any]) -> list[str]:
    wrong: list[str] = []
    markup = params.get("reply_markup")
    for row in markup.get("inline_keyboard", []) if isinstance(markup, dict) else []:
        for button in row:
            deeds = [name for name in button if name not in {"text", "icon_custom_emoji_id", "style"}]
            if len(deeds) != 1:
                wrong.append(f"{method}: a button does one thing, not {deeds}")
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                wrong.append(f"{method}: callback_data of {button['callback_data']!r} is over 64 bytes")
    for command in params.get("commands", []):
        fits = COMMAND_NAME.fullmatch(command["command"]) and 1 <= len(command["description"]) <= 256
        wrong += [] if fits else [f"{method}: {command} does not fit a menu"]
    if len(params.get("commands", [])) > 100:
        wrong.append(f"{method}: more than 100 commands")
    return wrong
