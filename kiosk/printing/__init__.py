"""A receipt printer: where it is, how it is, and dots put on its paper. No Qt."""
