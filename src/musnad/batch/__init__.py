"""Web archives at scale: inputs -> shards -> Parquet parts and a manifest in which every record is counted once.

`process_shard` knows nothing of engines; `local` and `spark` run it. The path: `inputs` finds what there is to read, `plan`
divides it, `entries` takes it apart (`warc`, `http`), `screen` drops what is not Arabic, `shard` reads, `parts` writes.
"""
