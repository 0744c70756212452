"""Fills the gaps of a draft or template: forms out, values back, masks on and off."""
