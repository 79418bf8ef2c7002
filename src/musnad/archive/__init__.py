"""Many pages, kept: what `musnad add` and the commands beside it do with a project's store.

ways       how a page's bytes are read, written down so that they can be read again
taking     part of an input -> pages ready to be written, in a process of its own
adding     inputs -> store, a batch at a time
rereading  kept bytes -> derived rows, anew
removing   pages and passages taken out for good
versions   what changed between two versions of a page
finding    words -> pages that hold them
linking    pages -> events, people, copies and threads over all of them
doctor     what is wrong with a store, and mending it
commands   the command line
"""
