"""Reading contracts that somebody else wrote: sentences, parties, clauses, red flags, who owns what. Pure; text is data."""
