"""Packages of providers as LangChain looks for them: installed by this folder on the path."""
