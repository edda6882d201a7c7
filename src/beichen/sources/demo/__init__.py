"""A music app that never was: believable events, the same for the same seed, with incidents planted and told.

Everything random comes from hashing a listener's number, a day and a purpose, so no
row depends on another and any size is generated in one pass, month by month.
"""

from beichen.sources.demo.generation import DemoFacts, generate
from beichen.sources.demo.incidents import Incident, planted_incidents

__all__ = ["DemoFacts", "Incident", "generate", "planted_incidents"]
