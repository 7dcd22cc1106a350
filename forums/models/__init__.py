from forums.models.edition import ForumEditionPage, ForumIndexPage
from forums.models.participants import ForumEditionCity, ForumEditionOrganisation, ForumEditionSpeaker
from forums.models.session import ForumSessionPage, ForumSessionTopic

__all__ = [
    "ForumEditionCity",
    "ForumEditionOrganisation",
    "ForumEditionPage",
    "ForumEditionSpeaker",
    "ForumIndexPage",
    "ForumSessionPage",
    "ForumSessionTopic",
]
