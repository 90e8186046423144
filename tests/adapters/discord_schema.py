"""Discord's published schema, and the limits that stand only in its prose, held against requests."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

HERE = Path(__file__).resolve().parents[2]
SPECS = Path(os.environ.get("FAIRLANCE_SPECS", HERE.parent / "shared" / "specs"))
FILE = SPECS / "discord-openapi.json"
WHY_NOT = f"Discord's published schema is not at {FILE}: set FAIRLANCE_SPECS to check requests against it"

_MODAL = 9


def is_there() -> bool:
    return FILE.exists()


def complaints(method: str, path: str, body: Any) -> list[str]:
    """What is wrong with one request, in words; empty when nothing is."""
    said = list(_unwritten(body)) if isinstance(body, dict) else []
    if not is_there():
        return said
    validator = _validator(method.lower(), path)
    if validator is None:
        return [*said, f"{method} {path} is not in the schema"]
    if validator is not _NO_BODY and body is not None:
        error = best_match(validator.iter_errors(_tolerated(body)))
        if error is not None:
            said.append(f"{method} {path} {list(error.absolute_path)}: {error.message[:300]}")
    return said


_NO_BODY = Draft202012Validator({})


@cache
def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(FILE.read_text())
    return spec


@cache
def _routes() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    templates = sorted(_spec()["paths"].items(), key=lambda item: item[0].count("{"))
    return tuple((re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), methods) for path, methods in templates)


def _validator(method: str, path: str) -> Draft202012Validator | None:
    for template, methods in _routes():
        if template.fullmatch(path) and method in methods:
            content = methods[method].get("requestBody", {}).get("content", {})
            return _compiled(json.dumps(content["application/json"]["schema"])) if content else _NO_BODY
    return None


@cache
def _compiled(schema: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(schema), "components": _spec()["components"]})


def _tolerated(value: Any, key: str = "") -> Any:
    """discord.py sends snowflakes as integers, and `nsfw`, `tts` and embeds' `flags`, which the file lacks."""
    if isinstance(value, Mapping):
        lacking = {"nsfw", "tts"} | ({"flags"} if value.get("type") == "rich" else set())
        kept = {name: _tolerated(item, name) for name, item in value.items() if name not in lacking}
        return {**kept, "id": str(kept["id"])} if key == "attachments" and "id" in kept else kept
    if isinstance(value, list):
        return [_tolerated(item, key) for item in value]
    is_snowflake = isinstance(value, int) and not isinstance(value, bool) and value > 2**32
    return str(value) if is_snowflake else value


def _unwritten(body: dict[str, Any]) -> Iterator[str]:
    """Limits of the platform that the schema does not have."""
    data = body["data"] if isinstance(body.get("data"), dict) else body
    if len(data.get("content") or "") > 2000:
        yield "content of more than 2000 characters"
    if sum(map(_characters, data.get("embeds") or [])) > 6000:
        yield "embeds of more than 6000 characters"
    rows = data.get("components") or []
    if len(rows) > 5:
        yield "more than 5 rows"
    if body.get("type") == _MODAL and (not 1 <= len(rows) <= 5 or len(data["title"]) > 45):
        yield "a form needs 1 to 5 fields and a title of at most 45 characters"
    ids = [item["custom_id"] for item in _walk(rows) if "custom_id" in item]
    if len(set(ids)) != len(ids) or any(not 1 <= len(custom_id) <= 100 for custom_id in ids):
        yield f"custom ids must be unique and at most 100 characters: {ids}"
    for item in _walk(rows):
        inside = item.get("components") or []
        if any(child.get("type") == 3 for child in inside) and len(inside) > 1:
            yield "a select is not alone in its row"
        if len(item.get("label") or "") > (45 if item.get("type") == 18 else 80 if item.get("type") == 2 else 100):
            yield f"label too long: {item['label']}"
    if "allowed_mentions" not in data and data.get("content"):
        yield "a message may mention anybody"
    if data.get("allowed_mentions", {}).get("parse"):
        yield f"a message mentions: {data['allowed_mentions']}"


def _characters(embed: dict[str, Any]) -> int:
    parts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    parts += [part for field in embed.get("fields", []) for part in (field["name"], field["value"])]
    return sum(len(part.encode("utf-16-le")) // 2 for part in parts if part)


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or [])
        yield from _walk([component["component"]] if "component" in component else [])
