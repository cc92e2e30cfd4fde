"""The doctor: is the wiki, the account, the endpoint in order, and if not, what to do."""

from pfgraph.doctor.checkup import check_up
from pfgraph.doctor.diagnosis import Diagnosis, Level

__all__ = ["Diagnosis", "Level", "check_up"]
