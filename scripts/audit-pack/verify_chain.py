"""Lines and chain: section 1 of docs/audit-pack.md."""
import hashlib, json, re


class Broken(Exception):
    """The first thing that is not as it should be; sequence 0 when it has no place in the chain."""

    def __init__(self, sequence, problem, also=()):
        super().__init__(problem)
        self.sequence, self.problem, self.also = sequence, problem, also


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    """RFC 8785 text. What JSON can say and an event cannot (null, fractions, unsafe numbers, half a surrogate pair) is a ValueError."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        value.encode("utf-8")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) < 2**53:
        return json.dumps(value)
    raise ValueError("null, fraction or unsafe number")


ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
TEXTS = {
    "log": ID,
    "stream": re.compile(r"(plan|estate)/[A-Za-z0-9_-]{1,64}|access"),
    "previous": re.compile(r"[0-9a-f]{64}"),
    "type": re.compile(r"[a-z][a-z0-9-]{0,63}"),
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "command": re.compile(r"[\x21-\x7e]{1,136}"),
}


def is_text(value, pattern):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_event(event):
    return (
        isinstance(event, dict) and set(event) == {"v", "sequence", "actor", "data", *TEXTS}
        and event["v"] == 1 and type(event["v"]) is int
        and type(event["sequence"]) is int and event["sequence"] >= 1
        and all(is_text(event[key], pattern) for key, pattern in TEXTS.items())
        and isinstance(event["actor"], dict) and set(event["actor"]) == {"id", "kind"}
        and is_text(event["actor"]["id"], ID) and event["actor"]["kind"] in ("person", "token", "system")
        and isinstance(event["data"], dict)
    )


def read_event(line):
    """The event on a line, or None. Keys that stand twice, other spaces or escapes: none of that survives being written out again."""
    try:
        text = line.decode("utf-8")
        event = json.loads(text)
        return event if is_event(event) and canonical(event) == text else None
    except (ValueError, RecursionError):
        return None


def check_chain(content, last_word):
    """(events, hashes) of events.jsonl. `last_word(event, hashes)` says whether a trusted checkpoint agrees; `blame` asks it."""
    lines = content.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    if not lines:
        raise Broken(1, "There is no event in it")
    events, hashes = [], []
    for i, line in enumerate(lines):
        event = read_event(line)
        if event is None:
            raise Broken(i + 1, "Not an event in canonical form")
        first = events[0] if events else event
        if (event["log"], event["stream"]) != (first["log"], first["stream"]):
            raise Broken(i + 1, "Belongs to another stream")
        if event["sequence"] != i + 1:
            raise Broken(i + 1, f"Expected sequence {i + 1}, found {event['sequence']}")
        before = hashes[-1] if hashes else sha256(f"lockstep-log/v1\n{event['log']}\n{event['stream']}\n".encode())
        leaf = sha256(b"\0", line)
        if event["previous"] != before.hex():
            raise blame(lines, i, leaf, event, hashes, last_word)
        events.append(event)
        hashes.append(leaf)
    return events, hashes


def blame(lines, i, leaf, event, hashes, last_word):
    """Which of two neighbours that do not fit was altered: section 1, last paragraph."""
    if i == 0:
        return Broken(1, "Its previous is not the beginning of this stream")
    this = Broken(i + 1, f"Its previous is not the hash of event {i}")
    before = Broken(i, f"Altered: event {i + 1} names another hash of it")
    if i + 1 < len(lines):
        following = read_event(lines[i + 1])
        return before if following is None or following["previous"] == leaf.hex() else this
    return before if last_word(event, hashes[:-1] + [bytes.fromhex(event["previous"]), leaf]) else this
