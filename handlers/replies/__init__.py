"""Danish replies: words made comparable, cut into clauses, and what each clause says."""
