"""Links what many pages tell: the same people, the same events, whose word each rests on, and where the words part.

reports     a page's record -> what of it is compared
words       folded words, stems, shingles
numbers     the numbers of sentences, and what they count
windows     the values of times -> the days that they may mean
names       two entities, compared part by part, with reasons
outlines    an event of one page, whole and in outline
features    two claims or events, compared, as named figures; the table of weights says what they count
decided     what people have decided to be one, or not
gathering   the claims of one page -> its events
clusters    compared pairs -> groups, whatever order they came in
copies      near-verbatim pages and passages
entities    the entities of all pages -> people and bodies
persons     the same as decisions join and part them
state       what linking keeps, in memory or in a store
blocks      which page events stand near each other
linker      reports -> events, kept up to date page by page
settings    where and when an event was
roots       an event's independent sources
conflicts   variants and contradictions
threads     links between events

Nothing here reads a file, a clock or a database; the same reports give the same links in whatever order they come.
"""
