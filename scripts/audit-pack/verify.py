#!/usr/bin/env python3
"""
Checks an audit pack of Lockstep with Python 3.9 or later alone. Written from docs/audit-pack.md, independently of verify.mjs.

    python3 verify.py [<folder | audit-pack.zip | events.jsonl>] [--keys keys.txt] [--checkpoint notes.txt] [--sealed]

Exit 0: sound. 1: broken, with the first bad sequence. 2, only with --sealed: sound, but not signed up to the last event.
One file for each section of that page: verify_chain.py, verify_notes.py (with verify_merkle.py, verify_ed25519.py), verify_rules.py.
"""
import argparse, os, sys, zipfile
from verify_chain import Broken, canonical, check_chain, sha256
from verify_merkle import root_at
from verify_notes import check_heads, check_inclusion, from64, heads_of, is_own, is_signed, read_keys, read_notes, with_rotations
from verify_rules import replay

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


def check_plan(run, text):
    """The frozen plan has the digest it names, and plan.json is that plan."""
    rest = {key: value for key, value in run.plan.items() if key != "planDigest"}
    if "sha256:" + sha256(canonical(rest).encode()).hex() != run.plan["planDigest"]:
        raise Broken(1, "The frozen plan does not have its digest")
    if text.rstrip() != canonical(run.plan):
        raise Broken(1, "plan.json is not the plan that was frozen")


def check(files, keys_text, more_notes):
    """Everything in turn, as (events, hashes, sealed up to, run or None); raises Broken at the first thing that is not as it should be."""
    text = lambda name: files.get(name, b"").decode("utf-8")
    keys = with_rotations(read_keys(text("keys.txt") if keys_text is None else keys_text), text("rotations.txt"))
    notes = [note for part in [text("checkpoint.txt"), *more_notes] for note in read_notes(part)]

    def last_word(event, hashes):
        about = [n for n in notes if is_own(n[0].split("\n")[0], event) and n[0].split("\n")[1] == str(event["sequence"])]
        return not about or any(from64(n[0].split("\n")[2]) == root_at(hashes) and is_signed(n, keys) for n in about)

    events, hashes = check_chain(files["events.jsonl"], last_word)
    heads = heads_of(notes, keys)
    own, sealed = check_heads(heads, events, hashes)
    if "inclusion.json" in files:
        check_inclusion(text("inclusion.json"), heads, own, events[0]["log"])
    run = replay(events)
    if run is not None and run.found:
        raise Broken(*run.found[0], also=run.found[1:])
    if run is not None and "plan.json" in files:
        check_plan(run, text("plan.json"))
    return events, hashes, sealed, run


def judge(files, keys_text, more_notes, must_be_sealed):
    """Says what was found and returns the exit code."""
    try:
        events, hashes, sealed, run = check(files, keys_text, more_notes)
    except Broken as broken:
        print(f"BROKEN at sequence {broken.sequence}: {broken.problem}" if broken.sequence else f"BROKEN: {broken.problem}")
        for number, problem in broken.also:
            print(f"Also at sequence {number}: {problem}")
        return 1
    print(f"Sound: {len(events)} events of {events[0]['stream']}, head {hashes[-1].hex()}")
    print("Rules: order, checkpoints, four eyes and gaps were kept" if run else "Rules: not a plan's history, nothing to replay")
    if sealed == len(events):
        print(f"Sealed: a signed checkpoint covers all {sealed} events")
        return 0
    print(f"Not sealed: no checkpoint covers events {sealed + 1} to {len(events)}")
    return 2 if must_be_sealed else 0


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(1, f"{__doc__}\n{message}\n")


def main():
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument("path", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--keys", type=argparse.FileType(encoding="utf-8"), help="keys you were given, instead of those in the pack")
    parser.add_argument("--checkpoint", type=argparse.FileType(encoding="utf-8"), action="append", default=[], help="signed notes you kept")
    parser.add_argument("--sealed", action="store_true", help="exit 2 when no signed checkpoint covers the last event")
    asked = parser.parse_args()
    files = read_files(asked.path)
    if "events.jsonl" not in files:
        parser.error("There is no events.jsonl in it")
    return judge(files, asked.keys and asked.keys.read(), [part.read() for part in asked.checkpoint], asked.sealed)


if __name__ == "__main__":
    sys.exit(main())
