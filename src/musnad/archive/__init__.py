"""Many pages, kept: what `musnad add` and the commands beside it do with a project's store.

ways       how a page's bytes are read, written down so that they can be read again
taking     part of an input -> pages ready to be written, in a process of its own
adding     inputs -> store, a batch at a time
rereading  kept bytes -> derived rows, anew
removing   pages and passages taken out for good
versions   what changed between two versions of a page
finding    words -> pages that hold them
linking    pages -> events, people, copies and threads over all of them
tied       what people decided to be one, or not, by pages and ids
meaning    whom the entities of pages mean, written down
papers     pages' records at hand, and quotations from them
telling    a claim as the questions show it
naming     ids -> mentions, entities, claims
people     a name -> whom it may mean
who        someone over all pages; who_sheet draws it
choosing   filters -> events
events     events with their sources, versions and threads; event_sheet draws them
joining    why the claims of an event are taken for one
silence    who did not report an event
explaining why a claim or an entity stands as it does
deciding   people's decisions, checked, logged, put into force
agreement  two coders compared
asking     what the questions can be asked; questions, reporting and judging the commands, answers and screen what these share
exporting  pages -> the forms of other programs; `eventwise` event by event, `leaving` and `going` the commands
dossiers   an event or a person -> numbered exhibits
linkcheck  links against what they were made from
doctor     what is wrong with a store, and mending it
commands   the command line
"""
