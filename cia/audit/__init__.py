"""The append-only, hash-chained trail of who did what. Written through ``cia.audit.trail`` alone."""
