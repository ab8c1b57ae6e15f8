"""Review: a person judges unsure facts and entities with near names; what they decide is data that builds respect."""

from policyscape.review.correction import corrected
from policyscape.review.judging import Judge, unsure
from policyscape.review.session import review

__all__ = ["Judge", "corrected", "review", "unsure"]
