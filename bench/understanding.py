"""How well the offline rules understand, task by task.

    python bench/understanding.py --task pay|role|intent|deadline|speed|skills|soft --data FILE [--out FILE] [--verbose]

Writes one JSON object a row to --out (the raw prediction with the row's id) and prints the figures. Without --data the
sets in tests/data are used where there is one (pay, intent, deadline, speed). Formats: docs/quality/understanding.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.commands import Reading
from bot.domain.money import Pay, PayUnit
from bot.features import all_commands
from bot.features.unclear import question
from bot.ports import Hearing
from bot.understanding import dates, meanings, money
from bot.understanding.roles import speaker
from bot.understanding.rules import Rules
from retrieval.embeddings import MiniLm

NOW = datetime(2026, 11, 22, 13, tzinfo=UTC)
OWN = Path(__file__).resolve().parent.parent / "tests" / "data"
DEFAULT = {"pay": "pay.jsonl", "intent": "intents.jsonl", "deadline": "deadlines.jsonl", "speed": "intents.jsonl"}
Row = dict[str, object]
Print = Callable[[str], None]


def rows(path: Path) -> list[Row]:
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [{"id": number, **row} for number, row in enumerate(read)]


def _stated(pay: Pay) -> Row:
    """The amounts as they were said: the labelled sets call "9 GBP per 1,000 words" an item, and half a cent a word is
    kept per 1,000 words."""
    below_a_coin = pay.per > 1 and pay.least.minor < pay.per
    each = pay.per if below_a_coin else 1
    unit = pay.unit if pay.per == 1 or below_a_coin else PayUnit.ITEM
    least, most = float(pay.least.amount / each), float(pay.most.amount / each)
    return {"min": least, "max": most, "currency": pay.currency, "unit": unit.value}


def pay(data: Sequence[Row], say: Print) -> Iterator[Row]:
    """Amount F1; amount, currency and unit all right; pay invented where none is stated."""
    reading = Reading(NOW)
    right = whole = found = stated = invented = 0
    for row in data:
        raw = money.find_pay(str(row["text"]), reading)
        read = money.parse_pay(raw, reading) if raw else None
        seen = _stated(read) if read else None
        yield {"id": row["id"], "pay": seen}
        wanted = row["stated_pay"]
        found += seen is not None
        if not isinstance(wanted, dict):
            invented += seen is not None
            if seen is not None:
                say(f"{row['id']}: wanted none, read {raw}")
            continue
        stated += 1
        top = wanted["max"] if wanted["max"] is not None else wanted["min"]
        amount = seen is not None and (seen["min"], seen["max"]) == (wanted["min"], top)
        right += amount
        whole += bool(amount and seen and (seen["currency"], seen["unit"]) == (wanted["currency"], wanted["unit"]))
        if not amount:
            say(f"{row['id']}: wanted {wanted}, read {raw}")
    without = len(data) - stated
    print(
        f"amount F1 {2 * right / max(1, found + stated):.3f}  all right {whole / max(1, stated):.3f}  invent"
        f"ed {invented} of {without}"
    )


def role(data: Sequence[Row], say: Print) -> Iterator[Row]:
    """Client or freelancer. The weights were learnt from r/forhire posts: on these, trust bench/train_roles.py instead."""
    right = 0
    for row in data:
        said = speaker(f"{row['title']}\n{row['text']}")
        name = "client" if said.client else "freelancer"
        right += name == row.get("role")
        yield {"id": row["id"], "role": name}
    print(f"accuracy {right / len(data):.3f} of {len(data)}")


def meaning_of(command: str) -> str:
    """The meaning that a command stands for; a command that no meaning names is its own."""
    everything = meanings.load()
    for meaning, names in everything.commands.items():
        routed = {name for name, _ in everything.routes.get(meaning, ())}
        if command == names[0] or command in routed:
            return meaning
    return next((meaning for meaning, names in everything.commands.items() if command in names), command)


def intent(data: Sequence[Row], say: Print) -> Iterator[Row]:
    """The command each message leads to in the real bot, against the command that the labelled meaning leads to."""
    rules, commands = Rules(MiniLm()), list(all_commands())
    names = [command.name for command in commands]
    right = asked = 0
    for row in data:
        text, label = str(row["text"]), str(row.get("intent", ""))
        told = asyncio.run(rules.understand(text, commands, Hearing(Reading(NOW))))
        wanted = meanings.command_for(label, text, names) if label in meanings.load().commands else label
        got = told.command if told else None
        fine = got == wanted or {got, wanted} <= {"help", "start", "about", "fees"}
        right += fine
        asked += told is not None and question(text, told) is not None
        if not fine:
            say(f"{label} ({wanted}) read as {got} {told.certain if told else 0:.2f}: {text}")
        yield {"id": row["id"], "intent": meaning_of(got) if got else "out_of_scope", "command": got}
    print(f"accuracy {right / len(data):.3f} of {len(data)}; {asked} of them asked back about")


def deadline(data: Sequence[Row], say: Print) -> Iterator[Row]:
    """The day of a deadline, or the days of a duration, on the day and in the time zone in which it was said."""
    right = 0
    for row in data:
        said = datetime.fromisoformat(str(row["said"]).replace("Z", "+00:00"))
        reading = Reading(said, str(row.get("timezone", "UTC")))
        find = dates.find_duration if row.get("kind") == "duration" else dates.find_deadline
        got = find(str(row["text"]), reading)
        wanted = None if row.get("expected") is None else str(row["expected"])
        right += got == wanted
        if got != wanted:
            say(f"{row['text']}: wanted {wanted}, read {got}")
        yield {"id": row["id"], "expected": got}
    print(f"right {right / len(data):.3f} of {len(data)}")


def speed(data: Sequence[Row], say: Print) -> Iterator[Row]:
    """One message understood, short and of 2,000 characters, as multiples of embedding one short text in the same run."""
    embedder = MiniLm()
    rules, commands, reading = Rules(embedder), list(all_commands()), Reading(NOW)
    texts = [str(row["text"]) for row in data]
    long = [(text + ". " + " ".join(texts))[:2_000] for text in texts[:60]]
    asyncio.run(rules.understand("something to warm up with", commands, Hearing(reading)))

    def time_of(work: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds on the clock, and of processor time: a busy machine stretches only the first."""
        clock, processor = perf_counter(), process_time()
        work()
        return (perf_counter() - clock) * 1000, (process_time() - processor) * 1000

    ones = [time_of(lambda: embedder.embed(["I need a logo for my bakery"])) for _ in range(200)]
    one = [sorted(column)[100] for column in zip(*ones, strict=True)]
    print(f"embedding of one short text: p50 {one[0]:.2f} ms, of processor time {one[1]:.2f} ms")
    loop = asyncio.new_event_loop()
    for name, some in (("short", texts), ("2,000 characters", long)):
        took = []
        for row, text in zip(data, some, strict=False):
            took.append(
                time_of(lambda text=text: loop.run_until_complete(rules.understand(text, commands, Hearing(reading))))
            )
            yield {
                "id": row["id"],
                "length": len(text),
                "ms": round(took[-1][0], 3),
                "embeddings": round(took[-1][0] / one[0], 3),
            }
        for kind, column, unit in zip(("clock", "processor"), zip(*took, strict=True), one, strict=True):
            cut = quantiles(column, n=20)
            print(
                f"{name}, {kind}: p50 {cut[9]:.2f} ms = {cut[9] / unit:.2f} embeddings, "
                f"p95 {cut[18]:.2f} ms = {cut[18] / unit:.2f} embeddings"
            )
    loop.close()


TASKS = {"pay": pay, "role": role, "intent": intent, "deadline": deadline, "speed": speed}


def run(task: str, path: Path | None, out: Path | None, say: Print) -> None:
    if path is None or not path.exists():
        print(f"{task}: no data at {path}; skipped")
        return
    print(f"-- {task}, {path.name}")
    predictions = list(TASKS[task](rows(path), say))
    if out:
        out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in predictions), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--task", choices=[*TASKS, "skills", "soft"], help="all with a set of our own, if left out")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--memory", type=Path, help="earlier posts with their tags, for --task skills")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--verbose", action="store_true", help="show what was missed")
    arguments = parser.parse_args()
    say: Print = (lambda line: print(line, file=sys.stderr)) if arguments.verbose else (lambda line: None)
    if arguments.task in ("skills", "soft"):
        import understanding_skills  # beside this file; skills and soft skills have their own figures

        understanding_skills.run(arguments.task, arguments.data, arguments.out, arguments.memory)
        return
    for task in [arguments.task] if arguments.task else [*DEFAULT]:
        run(task, arguments.data or (OWN / DEFAULT[task] if task in DEFAULT else None), arguments.out, say)


if __name__ == "__main__":
    main()
