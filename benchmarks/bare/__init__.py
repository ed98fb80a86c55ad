"""What the limits are measured by: the same work without qualcode, as plainly as it can be done."""
