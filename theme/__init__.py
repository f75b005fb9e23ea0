"""The theme as a package, so that MkDocs finds it by name in an installed wheel."""
