"""The rules of a run, replayed: section 3 of docs/audit-pack.md."""

TWO_PERSONS = ("adfs.disable-provider", "mfa-server.promote")
STATUS = {
    "plan-submitted": "submitted", "plan-rejected": "rejected", "plan-approved": "approved", "run-started": "running",
    "run-paused": "paused", "run-resumed": "running", "run-ended": "ended",
}
STEP_STATUS = {"step-completed": "done", "step-failed": "failed", "step-skipped": "skipped", "step-retried": "open"}


class Run:
    """The run as its frozen plan allows it, event by event; `found` lists (sequence, problem)."""

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
        """Whether something before it along the edges, gates looked through, is not finished."""
        queue, seen = list(self.before.get(step_id, [])), set()
        while queue:
            one = queue.pop()
            if one not in seen and one in self.gates:
                queue += self.before.get(one, [])
            elif one not in seen and self.state(one)["status"] not in ("done", "skipped"):
                return True
            seen.add(one)
        return False

    def take(self, event):
        kind, data, by, number = event["type"], event["data"], event["actor"]["id"].lower(), event["sequence"]
        step_id = data.get("stepId") if kind.startswith("step-") else None
        report = lambda problem: self.found.append((number, problem if step_id is None else f"{problem} ({step_id})"))
        if self.status == "ended":
            report("after-the-end")
        if kind.startswith("step-"):
            if step_id not in self.steps:
                return report("unknown-step")
            if any(step_id in ids for ids in self.parked.values()):
                report("parked-step-worked-on")
            self.take_step(kind, data, event["actor"]["id"], self.steps[step_id], report)
        elif kind == "subject-parked":
            self.parked[data["subject"]] = self.parked.get(data["subject"], []) + data["stepIds"]
        elif kind == "subject-unparked":
            self.parked.pop(data["subject"], None)
        elif kind.startswith("amendment-"):
            self.take_amendment(kind, data, by, report)
        else:
            self.take_run(kind, data, by, number, report)
            self.status = STATUS.get(kind, self.status)

    def take_run(self, kind, data, by, number, report):
        if kind == "plan-drafted" and number != 1:
            report("begins-twice")
        if kind == "plan-approved" and by == self.draft["actor"]["id"].lower():
            report("approved-by-author")
        if kind == "plan-approved" and data.get("planDigest") != self.plan["planDigest"]:
            report("approved-other-plan")
        rehearsal = "rehearsalOf" in self.draft["data"] and data.get("mode") == "rehearsal"
        if kind == "run-started" and self.status != "approved" and not (rehearsal and self.status == "draft"):
            report("started-unapproved")
        if kind == "run-ended" and self.gaps():
            report("ended-in-open-gap")
        undone = [s for s in self.plan["steps"] if not s["optional"] and self.state(s["id"])["status"] != "done"]
        if kind == "run-ended" and data.get("outcome") == "complete" and undone:
            report("ended-incomplete")

    def take_amendment(self, kind, data, by, report):
        if kind == "amendment-approved":
            if self.proposed is None or data.get("planDigest") != self.proposed[0]["planDigest"]:
                report("amended-other-plan")
            elif by == self.proposed[1]:
                report("amended-by-proposer")
            if self.gaps():
                report("amended-in-open-gap")
            if self.proposed is not None:
                self.use(self.proposed[0])
        if kind in ("amendment-proposed", "amendment-withdrawn", "amendment-approved"):
            self.proposed = (data["plan"], by) if kind == "amendment-proposed" else None

    def take_step(self, kind, data, by, step, report):
        record = dict(self.state(step["id"]))
        was = record["status"]
        record["status"] = STEP_STATUS.get(kind, was)
        if kind in ("step-completed", "step-failed") and was != "running":
            report("step-out-of-turn")
        if kind == "step-confirmed":
            record["confirmedBy"] = by
        elif kind == "step-retried":
            record.pop("confirmedBy", None)
        elif kind == "step-reopened":
            record = {"status": "open"}
        elif kind == "step-skipped" and not step["optional"]:
            report("required-step-skipped")
        elif kind == "step-started":
            self.judge_start(step, was, record.get("confirmedBy"), data.get("confirmedBy"), by, report)
            record.update(status="running", begun=True)
        elif kind == "step-completed":
            wanted = [f["name"] for f in step["evidence"] if step["checkpoint"] and f["required"] and f["type"] == "file-digest"]
            given = data.get("evidence", {})
            if not all(isinstance(given.get(name), list) and given[name] for name in wanted):
                report("checkpoint-without-copy")
        self.records[step["id"]] = record

    def judge_start(self, step, was, confirmed, named, by, report):
        if self.status != "running":
            report("started-unapproved")
        if was != "open":
            report("step-out-of-turn")
        if self.waits(step["id"]):
            report("step-before-its-time")
        if step["kind"] in TWO_PERSONS and (named is None or named != confirmed or named == by):
            report("two-eyes")
        if step["kind"] == TWO_PERSONS[0] and any(g["subject"].lower() != step["subject"].lower() for g in self.gaps()):
            report("second-gap")


def replay(events):
    """The run of a plan's stream, or None when it is not one."""
    plan = events[0]["data"].get("plan")
    if events[0]["type"] != "plan-drafted" or not isinstance(plan, dict) or not isinstance(plan.get("steps"), list):
        return None
    run = Run(events[0])
    for event in events:
        run.take(event)
    return run
