"""Edits a site as editors do, each in a transaction of its own: `python -m tests.search.server.edits NUMBER`.

Cases are changed, taken off and put back in turn; a draft with the word of DRAFT is saved on each and never published.
"""

import sys
import time
from itertools import cycle, islice

import django

DRAFT = "zzunpublishedzz"


def main(number: int) -> None:
    from policies.models import CaseStudyPage

    pages = list(CaseStudyPage.objects.filter(alias_of=None).order_by("pk"))
    for count, page in enumerate(islice(cycle(pages), number)):
        page.refresh_from_db()
        if count % 7 == 3 and page.live:
            page.unpublish()
        else:
            page.title = f"{page.title.partition(' · ')[0][:60]} · {time.time_ns()}"
            page.save_revision().publish()
        page.title = f"{DRAFT} {page.title[:60]}"
        page.save_revision()


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
