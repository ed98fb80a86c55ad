"""The transcript on the screen: wrapped, coded, read sentence by sentence."""
