"""The modules of the API, each a function from a call to its answer."""

from __future__ import annotations

from collections.abc import Callable

from pfgraph.sandbox.action.calls import Answer, Call
from pfgraph.sandbox.action.modules.claims import CLAIM_ACTIONS
from pfgraph.sandbox.action.modules.deleting import delete, undelete
from pfgraph.sandbox.action.modules.editing import edit_page
from pfgraph.sandbox.action.modules.login import check_token, client_login, log_in, log_out
from pfgraph.sandbox.action.modules.moving import move, purge
from pfgraph.sandbox.action.modules.paraminfo import describe, show_help
from pfgraph.sandbox.action.modules.personal import (
    clear_message,
    options,
    set_notification,
    watch,
)
from pfgraph.sandbox.action.modules.reading import (
    check_constraints,
    compare,
    expand_templates,
    open_search,
    parse,
)
from pfgraph.sandbox.action.modules.redirects import create_redirect
from pfgraph.sandbox.action.modules.restricting import (
    block_account,
    protect_page,
    unblock_account,
)
from pfgraph.sandbox.action.modules.undoing import rollback
from pfgraph.sandbox.action.modules.wbeditentity import edit_entity
from pfgraph.sandbox.action.modules.wbformatvalue import format_entities, format_value_asked
from pfgraph.sandbox.action.modules.wbgetentities import get_entities
from pfgraph.sandbox.action.modules.wbmergeitems import merge_items
from pfgraph.sandbox.action.modules.wbparsevalue import parse_value
from pfgraph.sandbox.action.modules.wbsearchentities import search_entities
from pfgraph.sandbox.action.modules.wbsetterm import TERM_ACTIONS
from pfgraph.sandbox.action.query.running import query

ACTIONS: dict[str, Callable[[Call], Answer]] = {
    "block": block_account,
    "checktoken": check_token,
    "clearhasmsg": clear_message,
    "clientlogin": client_login,
    "compare": compare,
    "delete": delete,
    "edit": edit_page,
    "expandtemplates": expand_templates,
    "help": show_help,
    "login": log_in,
    "logout": log_out,
    "move": move,
    "opensearch": open_search,
    "options": options,
    "paraminfo": describe,
    "parse": parse,
    "protect": protect_page,
    "purge": purge,
    "query": query,
    "rollback": rollback,
    "setnotificationtimestamp": set_notification,
    "unblock": unblock_account,
    "undelete": undelete,
    "watch": watch,
    "wbavailablebadges": lambda _: {"badges": []},
    "wbcheckconstraints": check_constraints,
    "wbcreateredirect": create_redirect,
    "wbeditentity": edit_entity,
    "wbformatentities": format_entities,
    "wbformatvalue": format_value_asked,
    "wbgetentities": get_entities,
    "wbmergeitems": merge_items,
    "wbparsevalue": parse_value,
    "wbsearchentities": search_entities,
    **CLAIM_ACTIONS,
    **TERM_ACTIONS,
}
