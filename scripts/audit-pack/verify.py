#!/usr/bin/env python3
"""
Checks an audit pack of Lockstep with Python 3.9 or later alone. Written from docs/audit-pack.md, independently of verify.mjs.

    python3 verify.py [<folder | audit-pack.zip | events.jsonl>] [--keys keys.txt] [--checkpoint notes.txt] [--sealed]

Exit 0: sound. 1: broken, with the first bad sequence. 2, only with --sealed: sound, but not signed up to the last event.
"""
import base64, hashlib, json, os, re, sys, zipfile


class Broken(Exception):
    def __init__(self, sequence, problem):
        super().__init__(problem)
        self.sequence, self.problem = sequence, problem


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- section 1: lines and chain -----------------------------------------------------------------------------------

def canonical(value):
    """RFC 8785 text; only whole safe numbers, no null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value.encode("utf-8")  # refuses half a surrogate pair
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise ValueError("not a safe whole number")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise ValueError("null or fraction")


def refuse(text):
    raise ValueError("not a whole number: " + text)


def once(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


ID = re.compile(r"[a-zA-Z0-9_-]{1,64}", re.A)
FIELDS = {
    "log": ID,
    "stream": re.compile(r"((plan|estate)/[A-Za-z0-9_-]{1,64}|access)"),
    "previous": re.compile(r"[0-9a-f]{64}"),
    "type": re.compile(r"[a-z][a-z0-9-]{0,63}"),
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "command": re.compile(r"[\x21-\x7e]{1,136}"),
}


def is_text(value, pattern):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def read_event(line):
    """The event on a line; ValueError when it is none."""
    text = line.decode("utf-8")
    event = json.loads(text, parse_float=refuse, parse_constant=refuse, object_pairs_hook=once)
    if canonical(event) != text:
        raise ValueError("not in canonical form")
    if not isinstance(event, dict) or set(event) != {"v", "sequence", "actor", "data", *FIELDS}:
        raise ValueError("other keys than an event has")
    number = event["sequence"]
    actor = event["actor"]
    good = (
        event["v"] == 1 and event["v"] is not True
        and isinstance(number, int) and not isinstance(number, bool) and number >= 1
        and all(is_text(event[key], pattern) for key, pattern in FIELDS.items())
        and isinstance(actor, dict) and set(actor) == {"id", "kind"} and is_text(actor["id"], ID)
        and actor["kind"] in ("person", "token", "system")
        and isinstance(event["data"], dict)
    )
    if not good:
        raise ValueError("a field is not as it should be")
    return event


def try_event(line):
    try:
        return read_event(line)
    except (ValueError, RecursionError):
        return None


def check_chain(content, last_word):
    lines = content.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    if not lines:
        raise Broken(1, "There is no event in it")
    events, hashes = [], []
    for i, line in enumerate(lines):
        try:
            event = read_event(line)
        except (ValueError, RecursionError) as error:
            raise Broken(i + 1, f"Not an event: {error}")
        first = events[0] if events else event
        if (event["log"], event["stream"]) != (first["log"], first["stream"]):
            raise Broken(i + 1, "Belongs to another stream")
        if event["sequence"] != i + 1:
            raise Broken(i + 1, f"Expected sequence {i + 1}, found {event['sequence']}")
        begin = f"lockstep-log/v1\n{event['log']}\n{event['stream']}\n".encode()
        before = hashes[-1] if hashes else sha256(begin)
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
    this, before = Broken(i + 1, f"Its previous is not the hash of event {i}"), Broken(i, f"Altered: event {i + 1} names another hash of it")
    if i + 1 < len(lines):
        following = try_event(lines[i + 1])
        return before if following is None or following["previous"] == leaf.hex() else this
    return before if last_word(event, hashes[:-1] + [bytes.fromhex(event["previous"]), leaf]) else this


# --- section 2: checkpoints ---------------------------------------------------------------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0 or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def add(a, b):
    """Points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032 section 5.1.4)."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(factor, point):
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total


def point_of(data):
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE = (lambda y: (recover_x(y, 0), y, 1, recover_x(y, 0) * y % P))(4 * pow(5, P - 2, P) % P)


def ed25519(key, message, signature):
    if len(signature) != 64:
        return False
    a, r, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def from64(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def key_id(name, key):
    return sha256(name.encode(), b"\n\x01", key)[:4]


def read_keys(text):
    keys = []
    for line in text.split("\n"):
        name, _, rest = line.strip().partition("+")
        number, _, code = rest.partition("+")
        data = from64(code)
        if not name or len(data) != 33 or data[0] != 1:
            continue
        if key_id(name, data[1:]).hex() != number:
            raise Broken(0, f"The key of {name} does not have the id it is listed under")
        keys.append((name, data[1:]))
    return keys


def read_notes(text):
    """Signed notes one behind the other as (text, signature lines)."""
    notes, body, signatures = [], [], []
    for line in text.split("\n") + [""]:
        if line.startswith("\u2014 "):
            signatures.append(line)
        elif signatures:
            notes.append(("".join(part + "\n" for part in body[:-1]), signatures))
            body, signatures = ([] if line == "" else [line]), []
        else:
            body.append(line)
    return notes


def is_signed(note, keys):
    signed = False
    for line in note[1]:
        parts = line.split(" ")
        data = from64(parts[2]) if len(parts) == 3 else b""
        for name, key in keys:
            if len(parts) > 1 and name == parts[1] and key_id(name, key) == data[:4]:
                if not ed25519(key, note[0].encode(), data[4:]):
                    return False
                signed = True
    return signed


def with_rotations(keys, text):
    for note in read_notes(text):
        lines = note[0].split("\n")
        new = from64(lines[3]) if len(lines) > 3 else b""
        if lines[1:2] != ["lockstep-key-rotation/v1"] or len(new) != 32:
            raise Broken(0, "rotations.txt holds something else than key rotations")
        name = lines[0].removesuffix("/keys") if hasattr(str, "removesuffix") else re.sub("/keys$", "", lines[0])
        old = (name, from64(lines[2]))
        if old in keys and is_signed(note, [old]) and is_signed(note, [(name, new)]):
            keys = keys + [(name, new)]
    return keys


def node(left, right):
    return sha256(b"\x01", left, right)


def roots_at(hashes, sizes):
    peaks, found = [], {}
    for count, leaf in enumerate(hashes):
        size = count
        while size % 2 == 1:
            leaf, size = node(peaks.pop(), leaf), size // 2
        peaks.append(leaf)
        if count + 1 in sizes:
            root = peaks[-1]
            for left in reversed(peaks[:-1]):
                root = node(left, root)
            found[count + 1] = root
    return found


def root_from_path(leaf, index, size, path):
    if size <= 1:
        return leaf if size == 1 and index == 0 and not path else None
    if not path:
        return None
    k = 1 << ((size - 1).bit_length() - 1)
    below = root_from_path(leaf, index if index < k else index - k, k if index < k else size - k, path[:-1])
    if below is None:
        return None
    return node(below, path[-1]) if index < k else node(path[-1], below)


def heads_of(notes, keys):
    heads = []
    for note in notes:
        lines = note[0].split("\n")
        if len(lines) != 4 or lines[3] or not re.fullmatch("0|[1-9][0-9]{0,14}", lines[1]) or len(from64(lines[2])) != 32:
            raise Broken(0, "A checkpoint does not have the three lines of one")
        if not is_signed(note, keys):
            raise Broken(0, f"The checkpoint of {lines[0]} at {lines[1]} is not signed by a key that is trusted here")
        heads.append((lines[0], int(lines[1]), from64(lines[2]), note[0]))
    return heads


def is_own(origin, event):
    return re.fullmatch(re.escape(f"lockstep/{event['log']}/{event['stream']}") + "(/restored-[1-9][0-9]*)?", origin) is not None


def check_heads(heads, events, hashes):
    own = sorted((head for head in heads if is_own(head[0], events[0])), key=lambda head: head[1])
    roots, sealed = roots_at(hashes, {head[1] for head in own}), 0
    for _, size, root, _ in own:
        if size > len(events):
            raise Broken(len(events) + 1, f"{size} events were signed, {size - len(events)} of them are missing at the end")
        if size > 0 and roots[size] != root:
            raise Broken(size, f"Events {sealed + 1} to {size} are not those that were signed")
        sealed = size
    return own, sealed


def check_inclusion(text, heads, own, log):
    told = json.loads(text)
    logs = [head for head in heads if head[0].startswith(f"lockstep/{log}") and head[1] == told["size"] and head not in own]
    if not logs or not own:
        raise Broken(0, "inclusion.json speaks of checkpoints that are not there")
    leaf = sha256(b"\0", own[-1][3].encode())
    if root_from_path(leaf, told["index"], told["size"], [from64(one) for one in told["path"]]) != logs[0][2]:
        raise Broken(own[-1][1], "The head of this stream does not stand in the log of all heads")


# --- section 3: the rules -----------------------------------------------------------------------------------------

TWO_PERSONS = ("adfs.disable-provider", "mfa-server.promote")


class Run:
    """The run as its frozen plan allows it, event by event."""

    def __init__(self, draft):
        self.draft, self.status, self.proposed = draft, "draft", None
        self.records, self.parked, self.found = {}, {}, []
        self.use(draft["data"]["plan"])

    def use(self, plan):
        self.plan = plan
        self.steps = {step["id"]: step for step in plan["steps"]}
        self.gates = {gate["id"] for gate in plan["gates"]}
        self.before = {}
        for edge in plan["edges"]:
            self.before.setdefault(edge["to"], []).append(edge["from"])

    def state(self, step_id):
        return self.records.get(step_id, {"status": "open"})

    def gaps(self):
        return [w for w in self.plan["windows"] if w["kind"] == "mfa-gap" and self.state(w["opens"]).get("begun")
                and self.state(w["closes"])["status"] != "done"]

    def waits(self, step_id):
        queue, seen = list(self.before.get(step_id, [])), set()
        while queue:
            one = queue.pop()
            if one in seen:
                continue
            seen.add(one)
            if one in self.gates:
                queue += self.before.get(one, [])
            elif self.state(one)["status"] not in ("done", "skipped"):
                return True
        return False

    def take(self, event):
        kind, data, by, number = event["type"], event["data"], event["actor"]["id"], event["sequence"]
        step_id = data.get("stepId")
        report = lambda problem: self.found.append((number, problem if step_id is None else f"{problem} ({step_id})"))
        if self.status == "ended":
            report("after-the-end")
        if kind.startswith("step-"):
            if step_id not in self.steps:
                return report("unknown-step")
            if any(step_id in ids for ids in self.parked.values()):
                report("parked-step-worked-on")
            return self.take_step(kind, data, by, step_id, self.steps[step_id], report)
        if kind == "plan-drafted" and number != 1:
            report("begins-twice")
        elif kind in ("plan-submitted", "plan-rejected"):
            self.status = kind[5:]
        elif kind == "plan-approved":
            if by.lower() == self.draft["actor"]["id"].lower():
                report("approved-by-author")
            if data.get("planDigest") != self.plan["planDigest"]:
                report("approved-other-plan")
            self.status = "approved"
        elif kind == "amendment-proposed":
            self.proposed = (data["plan"], by)
        elif kind == "amendment-withdrawn":
            self.proposed = None
        elif kind == "amendment-approved":
            if self.proposed is None or data.get("planDigest") != self.proposed[0]["planDigest"]:
                report("amended-other-plan")
            elif by.lower() == self.proposed[1].lower():
                report("amended-by-proposer")
            if self.gaps():
                report("amended-in-open-gap")
            if self.proposed is not None:
                self.use(self.proposed[0])
            self.proposed = None
        elif kind == "run-started":
            rehearsal = "rehearsalOf" in self.draft["data"] and data.get("mode") == "rehearsal"
            if self.status != "approved" and not (rehearsal and self.status == "draft"):
                report("started-unapproved")
            self.status = "running"
        elif kind == "run-paused":
            self.status = "paused"
        elif kind == "run-resumed":
            self.status = "running"
        elif kind == "subject-parked":
            self.parked[data["subject"]] = self.parked.get(data["subject"], []) + data["stepIds"]
        elif kind == "subject-unparked":
            self.parked.pop(data["subject"], None)
        elif kind == "run-ended":
            if self.gaps():
                report("ended-in-open-gap")
            undone = [s for s in self.plan["steps"] if not s["optional"] and self.state(s["id"])["status"] != "done"]
            if data.get("outcome") == "complete" and undone:
                report("ended-incomplete")
            self.status = "ended"

    def take_step(self, kind, data, by, step_id, step, report):
        record = dict(self.state(step_id))
        if kind == "step-confirmed":
            record["confirmedBy"] = by
        elif kind == "step-started":
            second = data.get("confirmedBy")
            if self.status != "running":
                report("started-unapproved")
            if record["status"] != "open":
                report("step-out-of-turn")
            if self.waits(step_id):
                report("step-before-its-time")
            if step["kind"] in TWO_PERSONS and (second is None or second != record.get("confirmedBy") or second == by):
                report("two-eyes")
            if step["kind"] == TWO_PERSONS[0] and any(g["subject"].lower() != step["subject"].lower() for g in self.gaps()):
                report("second-gap")
            record.update(status="running", begun=True)
        elif kind == "step-completed":
            if record["status"] != "running":
                report("step-out-of-turn")
            wanted = [f["name"] for f in step["evidence"] if step["checkpoint"] and f["required"] and f["type"] == "file-digest"]
            given = data.get("evidence", {})
            if not all(isinstance(given.get(name), list) and given[name] for name in wanted):
                report("checkpoint-without-copy")
            record["status"] = "done"
        elif kind == "step-failed":
            if record["status"] != "running":
                report("step-out-of-turn")
            record["status"] = "failed"
        elif kind == "step-retried":
            record["status"] = "open"
            record.pop("confirmedBy", None)
        elif kind == "step-reopened":
            record = {"status": "open"}
        elif kind == "step-skipped":
            if not step["optional"]:
                report("required-step-skipped")
            record["status"] = "skipped"
        self.records[step_id] = record


def replay(events):
    plan = events[0]["data"].get("plan")
    if events[0]["type"] != "plan-drafted" or not isinstance(plan, dict) or not isinstance(plan.get("steps"), list):
        return None
    run = Run(events[0])
    for event in events:
        run.take(event)
    return run


# --- everything together ------------------------------------------------------------------------------------------

KNOWN = ("events.jsonl", "plan.json", "checkpoint.txt", "keys.txt", "rotations.txt", "inclusion.json")


def read_files(path):
    if os.path.isdir(path):
        return {name: open(os.path.join(path, name), "rb").read() for name in KNOWN if os.path.exists(os.path.join(path, name))}
    content = open(path, "rb").read()
    if content[:2] != b"PK":
        return {"events.jsonl": content}
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name in KNOWN]
        if len(names) != len(set(names)):
            raise SystemExit("The archive holds a name twice")
        return {name: archive.read(name) for name in names}


def judge(files, keys_text, more_notes, must_be_sealed):
    text = lambda name: files.get(name, b"").decode("utf-8")
    said = []
    try:
        keys = with_rotations(read_keys(text("keys.txt") if keys_text is None else keys_text), text("rotations.txt"))
        notes = [note for part in [text("checkpoint.txt"), *more_notes] for note in read_notes(part)]

        def last_word(event, hashes):
            about = [n for n in notes if is_own(n[0].split("\n")[0], event) and n[0].split("\n")[1] == str(event["sequence"])]
            root = roots_at(hashes, {len(hashes)})[len(hashes)]
            return not about or any(from64(n[0].split("\n")[2]) == root and is_signed(n, keys) for n in about)

        events, hashes = check_chain(files["events.jsonl"], last_word)
        heads = heads_of(notes, keys)
        own, sealed = check_heads(heads, events, hashes)
        if "inclusion.json" in files:
            check_inclusion(text("inclusion.json"), heads, own, events[0]["log"])
        run = replay(events)
        if run is not None and run.found:
            said = run.found[1:]
            raise Broken(*run.found[0])
        if run is not None and "plan.json" in files:
            rest = {key: value for key, value in run.plan.items() if key != "planDigest"}
            if "sha256:" + sha256(canonical(rest).encode()).hex() != run.plan["planDigest"]:
                raise Broken(1, "The frozen plan does not have its digest")
            if text("plan.json").rstrip() != canonical(run.plan):
                raise Broken(1, "plan.json is not the plan that was frozen")
    except Broken as broken:
        print(f"BROKEN at sequence {broken.sequence}: {broken.problem}" if broken.sequence else f"BROKEN: {broken.problem}")
        for number, problem in said:
            print(f"Also at sequence {number}: {problem}")
        return 1
    print(f"Sound: {len(events)} events of {events[0]['stream']}, head {hashes[-1].hex()}")
    print("Rules: order, checkpoints, four eyes and gaps were kept" if run else "Rules: not a plan's history, nothing to replay")
    if sealed == len(events):
        print(f"Sealed: a signed checkpoint covers all {sealed} events")
        return 0
    print(f"Not sealed: no checkpoint covers events {sealed + 1} to {len(events)}")
    return 2 if must_be_sealed else 0


def main(arguments):
    paths, keys, notes, must_be_sealed = [], None, [], False
    while arguments:
        argument = arguments.pop(0)
        if argument == "--sealed":
            must_be_sealed = True
        elif argument == "--keys":
            keys = open(arguments.pop(0), encoding="utf-8").read()
        elif argument == "--checkpoint":
            notes.append(open(arguments.pop(0), encoding="utf-8").read())
        else:
            paths.append(argument)
    if len(paths) > 1:
        print(__doc__, file=sys.stderr)
        return 1
    files = read_files(paths[0] if paths else os.path.dirname(os.path.abspath(__file__)))
    if "events.jsonl" not in files:
        print("There is no events.jsonl in it", file=sys.stderr)
        return 1
    return judge(files, keys, notes, must_be_sealed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
