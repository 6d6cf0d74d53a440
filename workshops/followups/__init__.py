"""Meeting again: the plan of follow-ups, and what is to be sent to whom when. The database is the schedule."""
