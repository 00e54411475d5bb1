raise RuntimeError("the whole statement has no carets")
