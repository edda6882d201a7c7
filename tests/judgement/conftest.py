"""Property tests judge values, never speed: a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("beichen", deadline=None)
settings.load_profile("beichen")
