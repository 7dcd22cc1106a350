from network.models.application import Application, ApplicationStep, State
from network.models.membership import Kind, Membership
from network.models.prospect import Prospect

__all__ = ["Application", "ApplicationStep", "Kind", "Membership", "Prospect", "State"]
