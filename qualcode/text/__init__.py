"""Pure functions over a document's text: words, spans, sentences, turns, quotes."""
