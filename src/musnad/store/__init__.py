"""What a project keeps: the pages' bytes, the facts about them, and what was read from them, in SQLite or PostgreSQL.

project   a folder with its settings: `Project`
custody   the pages' bytes, under their SHA-256
journal   every fact that no page can give again, one line a batch, beside the database
tables    the tables, as SQLAlchemy models; `migrations` makes them
linked    the tables of what pages tell together; `links` fills them, `shelves` is the state of linking
engine    connections, transactions, and what goes wrong with them
decisions people's judgements, as a log
decided   a record as people have decided
rows      a record -> the rows of its page
words     a document -> the tokens that are searched
store     `Store`: opens all of this together
writing   pages, captures, failures and decisions into the tables
"""
