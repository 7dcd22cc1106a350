from policies.models.case_study import CaseStudyPage
from policies.models.evidence import (
    CaseStudyFile,
    CaseStudyImage,
    CaseStudyIndicator,
    CaseStudyLegalLink,
    CaseStudyPartner,
    CaseStudyReference,
)
from policies.models.index import PolicyIndexPage
from policies.models.links import (
    CaseStudyAdoption,
    CaseStudyConvention,
    CaseStudyInstrument,
    CaseStudyPillar,
    CaseStudyPresentation,
    CaseStudySector,
    CaseStudyTheme,
    CaseStudyTransferCondition,
    CaseStudyWorkerGroup,
)

__all__ = [
    "CaseStudyAdoption",
    "CaseStudyConvention",
    "CaseStudyFile",
    "CaseStudyImage",
    "CaseStudyIndicator",
    "CaseStudyInstrument",
    "CaseStudyLegalLink",
    "CaseStudyPage",
    "CaseStudyPartner",
    "CaseStudyPillar",
    "CaseStudyPresentation",
    "CaseStudyReference",
    "CaseStudySector",
    "CaseStudyTheme",
    "CaseStudyTransferCondition",
    "CaseStudyWorkerGroup",
    "PolicyIndexPage",
]
