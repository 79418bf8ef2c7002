"""Ways out of a document, one module a format: record (JSON), tables (polars, CSV), sheet (terminal), html, explain."""
