from translation.models.delivery import Delivery, Remark
from translation.models.version import LanguageVersion

__all__ = ["Delivery", "LanguageVersion", "Remark"]
