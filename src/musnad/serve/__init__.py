"""A desk over a project in the browser: an HTTP API, and the built front end beside it.

options   what `musnad serve` can be asked; light, as `musnad --help` waits for it
command   `musnad serve`: address, token, password, and the server itself
safety    who may come in: hosts, origins, tokens, the headers of every answer, how often may be written
desk      a project as the routes need it: the store, what was worked out before, links brought up to date behind the scenes
app       the routes put together
problems  errors as problem+json
asked     the parameters that routes have in common: filters, paging
shapes    what is answered about claims, events, people; paper the same for one page; seen for the views drawn
phrases   claims as plain phrases, in Arabic and English
utf16     code points -> the offsets that browsers count in
pages, events, people, drawn, deciding, review, exporting   the routes
assets    the built front end's files
"""
