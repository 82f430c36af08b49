"""The parts of a run: reading everything, planning, guarding, applying, remembering. :mod:`indababot.update` is their front."""
