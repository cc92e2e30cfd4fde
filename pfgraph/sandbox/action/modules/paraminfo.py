"""`action=paraminfo`: the modules' own descriptions, as the recorded wiki gave them."""

from __future__ import annotations

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.specs import spec
from pfgraph.sandbox.model.packaged import placed


def describe(call: Call) -> Answer:
    """The modules asked for; those that nothing is known of are named in a warning."""
    modules = []
    for path in call.values("modules") + [f"query+{m}" for m in call.values("querymodules")]:
        found = spec(path, call.version)
        if found is None:
            call.warn("paraminfo", f'The module "{path}" does not exist.')
        else:
            modules.append(_for(call, placed(found, call.wiki.server)))
    return {"paraminfo": {"helpformat": call.text("helpformat", "none"), "modules": modules}}


def _for(call: Call, module: Answer) -> Answer:
    """The description with the limits that hold for this account."""
    key = "highlimit" if call.account.may("apihighlimits") else "lowlimit"
    for parameter in module["parameters"]:
        if key in parameter:
            parameter["limit"] = parameter[key]
    return module
