"""Keys, signed notes and Merkle roots: section 2 of docs/audit-pack.md."""
import base64, json, re
from verify_chain import Broken, sha256
from verify_ed25519 import ed25519
from verify_merkle import root_from_path, roots_at


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
        name = lines[0].removesuffix("/keys")
        old = (name, from64(lines[2]))
        if old in keys and is_signed(note, [old]) and is_signed(note, [(name, new)]):
            keys = keys + [(name, new)]
    return keys


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
