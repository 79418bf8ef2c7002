"""Ways out, one module a format.

of a document  record (JSON), tables (polars, CSV), sheet (terminal), html, explain
of many        reports (claims as the formats want them), flat (CSV, Parquet), plover, polecat, acled, graphml, geojson, ftm
of a project   judged (decisions), dossier (HTML), docx (the same for Word)
"""
